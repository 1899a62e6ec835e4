import type { HomeView, KnownBlock } from '@slack/types';
import type { ModelSpend } from '../../contracts/detection.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { plural } from '../../kit/text.ts';
import { budgetBlocks } from '../../vendors/slack/blocks/budget.ts';
import { monitorList } from '../../vendors/slack/blocks/monitor-line.ts';
import { context, header, section } from '../../vendors/slack/blocks/text.ts';
import { type Asker, callsFor, type Door } from './door.ts';
import { connectionBlocks } from './home-connections.ts';
import { onlyVisible } from './permissions.ts';

const mostListed = 200;
/** Two blocks each; a view takes 100, and up to ten stand around them. */
const mostShown = 44;

/** Shows a person their monitors in App Home. `notice` is a line on top: what just happened, or why it could not. */
export async function publishHome(door: Door, asker: Asker, notice?: string): Promise<void> {
  const { monitors } = await callsFor(door, asker).monitor.list({
    createdBy: asker.userId,
    limit: mostListed,
  });
  const visible = await onlyVisible(door, asker, monitors);
  const spend = await spendOf(door, asker);
  const connections = await connectionBlocks(door, asker);
  const view = homeView({ monitors: visible, spend, connections, notice });
  await asker.client.views.publish({ user_id: asker.userId, view });
}

/** What the model costs is worth a line, not the whole Home: absent when it cannot be had. */
async function spendOf(door: Door, asker: Asker): Promise<ModelSpend | undefined> {
  try {
    return await callsFor(door, asker).detection.spend({});
  } catch (error) {
    door.log.warn({ err: error }, 'the spend of the model could not be read');
    return undefined;
  }
}

interface Shown {
  monitors: readonly MonitorView[];
  spend: ModelSpend | undefined;
  connections: readonly KnownBlock[];
  notice: string | undefined;
}

function homeView({ monitors, spend, connections, notice }: Shown): HomeView {
  const top = notice ? [context(notice)] : [];
  const body = monitors.length === 0 ? firstWords() : listOf(monitors);
  const cost = spend && monitors.length > 0 ? [divider, ...budgetBlocks(spend)] : [];
  const work = connections.length > 0 ? [divider, ...connections] : [];
  return { type: 'home', blocks: [...top, ...body, ...work, ...cost] };
}

const divider: KnownBlock = { type: 'divider' };

function listOf(monitors: readonly MonitorView[]): KnownBlock[] {
  const watching = monitors.filter((monitor) => monitor.state === 'watching').length;
  return [
    header('Your monitors'),
    context(
      `${plural(monitors.length, 'monitor')}, ${watching} watching. \`/monitors\` in a channel shows what it watches.`,
    ),
    context(asking),
    ...monitorList(monitors, { menu: 'home', place: true, max: mostShown }),
  ];
}

const asking =
  'In Messages, ask what was said and decided, or order: `what did we decide about …?`, `create issue: …`, `who is on what`.';

/** An empty Home teaches the first step instead of showing an empty list. */
function firstWords(): KnownBlock[] {
  return [
    header('Nothing is watched for you yet'),
    section(
      'Lookout reads web pages and tells a thread when something you asked about changes. Drop the transcript of a meeting, and it becomes issues and a page.',
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
    context(asking),
  ];
}
