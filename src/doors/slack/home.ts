import type { HomeView, KnownBlock } from '@slack/types';
import type { MonitorView } from '../../contracts/monitor.ts';
import { plural } from '../../kit/text.ts';
import { monitorList } from '../../vendors/slack/blocks/monitor-line.ts';
import { context, header, section } from '../../vendors/slack/blocks/text.ts';
import { type Asker, callsFor, type Door } from './door.ts';
import { onlyVisible } from './permissions.ts';

const mostListed = 200;
/** Two blocks each; a view takes 100 and a few stand around them. */
const mostShown = 45;

/** Shows a person their monitors in App Home. `notice` is a line on top: what just happened, or why it could not. */
export async function publishHome(door: Door, asker: Asker, notice?: string): Promise<void> {
  const { monitors } = await callsFor(door, asker).monitor.list({
    createdBy: asker.userId,
    limit: mostListed,
  });
  const visible = await onlyVisible(door, asker, monitors);
  await asker.client.views.publish({ user_id: asker.userId, view: homeView(visible, notice) });
}

function homeView(monitors: readonly MonitorView[], notice: string | undefined): HomeView {
  const top = notice ? [context(notice)] : [];
  const body = monitors.length === 0 ? firstWords() : listOf(monitors);
  return { type: 'home', blocks: [...top, ...body] };
}

function listOf(monitors: readonly MonitorView[]): KnownBlock[] {
  const watching = monitors.filter((monitor) => monitor.state === 'watching').length;
  return [
    header('Your monitors'),
    context(
      `${plural(monitors.length, 'monitor')}, ${watching} watching. \`/monitors\` in a channel shows what it watches.`,
    ),
    ...monitorList(monitors, { menu: 'home', place: true, max: mostShown }),
  ];
}

/** An empty Home teaches the first step instead of showing an empty list. */
function firstWords(): KnownBlock[] {
  return [
    header('Nothing is watched for you yet'),
    section(
      'Lookout reads web pages and tells a thread when something you asked about changes. Nothing else.',
    ),
    section(
      [
        '*In a channel*, after inviting it with `/invite @Lookout`:',
        '• `@Lookout tell me when the Pro plan’s price changes on example.com/pricing`',
        '*Here, in Messages*, the same without the mention:',
        '• `tell me about new releases on github.com/nodejs/node/releases`',
      ].join('\n'),
    ),
    context('A card shows which pages would be watched and what stands on them now, before anything starts.'),
  ];
}
