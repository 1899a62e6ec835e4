import type { MonitorView } from '../../contracts/monitor.ts';
import { LookoutError } from '../../kit/errors.ts';
import { monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { callsFor, type Door, isDirect, type Place } from './door.ts';
import { onlyVisible } from './permissions.ts';

export type Found = { kind: 'one'; monitor: MonitorView } | { kind: 'several'; monitors: MonitorView[] };

/** The most a person is asked to choose between. */
const mostCandidates = 4;
const mostListed = 200;

/**
 * The monitor somebody means: the one of this thread, or the one whose words they used, among those of
 * this channel (in a direct message: their own).
 * @throws LookoutError not_found with what to do instead.
 */
export async function findMonitor(door: Door, place: Place, target: string | null): Promise<Found> {
  const ofThread = await monitorsOfThread(door, place);
  if (target === null && ofThread.length > 0) return oneOf(ofThread);
  const nearby = await monitorsNearby(door, place);
  if (nearby.length === 0) {
    throw new LookoutError('not_found', 'no monitor here', {
      humanMessage: isDirect(place.channelId)
        ? 'There is no monitor of yours yet. Say what to watch, for example: watch example.com/pricing.'
        : 'Nothing is watched in this channel yet. Say what to watch, for example: @Lookout watch example.com/pricing.',
    });
  }
  if (target === null) return oneOf(nearby);
  const matching = matchWords(nearby, target);
  if (matching.length > 0) return oneOf(matching);
  // "stop it", "pause this" in a thread: the words name nothing, the place does.
  if (ofThread.length > 0) return oneOf(ofThread);
  throw new LookoutError('not_found', 'no monitor fits these words', {
    humanMessage: `No monitor here is about "${target.slice(0, 100)}". \`/monitors\` lists them.`,
  });
}

/** The monitors that hang on this thread, newest first. */
export async function monitorsOfThread(door: Door, place: Place): Promise<MonitorView[]> {
  if (place.threadTs === null) return [];
  const { monitors } = await callsFor(door, place).monitor.list({
    channelId: place.channelId,
    threadTs: place.threadTs,
  });
  return monitors;
}

async function monitorsNearby(door: Door, place: Place): Promise<MonitorView[]> {
  const calls = callsFor(door, place).monitor;
  const scope = isDirect(place.channelId) ? { createdBy: place.userId } : { channelId: place.channelId };
  const { monitors } = await calls.list({ ...scope, limit: mostListed });
  const live = monitors.filter((monitor) => monitor.state !== 'stopped' && monitor.state !== 'done');
  return await onlyVisible(door, place, live.length > 0 ? live : monitors);
}

const oneOf = (monitors: MonitorView[]): Found => {
  const [first, ...others] = monitors;
  return first && others.length === 0
    ? { kind: 'one', monitor: first }
    : { kind: 'several', monitors: monitors.slice(0, mostCandidates) };
};

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const emptyWords = new Set([
  'the',
  'a',
  'an',
  'one',
  'monitor',
  'about',
  'for',
  'on',
  'of',
  'this',
  'that',
  'it',
  'my',
]);

/** Those that share the most words with what was said; none when no word that matters is shared. */
function matchWords(monitors: readonly MonitorView[], target: string): MonitorView[] {
  const asked = wordsOf(target).filter((word) => !emptyWords.has(word));
  const scored = monitors.map((monitor) => {
    const own = new Set(
      wordsOf(
        `${monitorName(monitor)} ${monitor.request} ${monitor.sources.map((source) => source.url).join(' ')}`,
      ),
    );
    return { monitor, score: asked.filter((word) => own.has(word)).length };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ monitor }) => monitor);
}
