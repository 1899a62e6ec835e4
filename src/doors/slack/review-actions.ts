import type { App } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { CitedText, TranscriptView } from '../../contracts/transcript.ts';
import { context, header, inline, limits, section } from '../../vendors/slack/blocks/text.ts';
import { readPair, readReviewPage, reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { type Asker, callsFor, type Door } from './door.ts';
import { infoView } from './modal-views.ts';
import { openModal } from './open-modal.ts';
import { onPress, type Press } from './press.ts';
import { requireMayCreateWork } from './review-permissions.ts';

/** The transcript, when this person may act on it. */
export async function transcriptToActOn(
  door: Door,
  asker: Asker,
  transcriptId: string,
): Promise<TranscriptView> {
  const transcript = await callsFor(door, asker).transcript.get({ transcriptId });
  await requireMayCreateWork(door, asker, transcript.channelId);
  return transcript;
}

/** The buttons of a whole review. The message itself changes: that is the answer. */
export function listenToReviews(app: App, door: Door): void {
  const act = (actionId: string, work: (press: Press, transcriptId: string) => Promise<unknown>): void =>
    onPress(app, door, actionId, async (press) => {
      await transcriptToActOn(door, press, press.value);
      await work(press, press.value);
    });
  const calls = (press: Press) => callsFor(door, press).transcript;
  act(reviewActionIds.create, (press, transcriptId) =>
    calls(press).createWork({ transcriptId, by: press.userId }),
  );
  act(reviewActionIds.undo, (press, transcriptId) =>
    calls(press).undoWork({ transcriptId, by: press.userId }),
  );
  act(reviewActionIds.leaveIssues, (press, transcriptId) =>
    calls(press).leaveIssues({ transcriptId, by: press.userId }),
  );
  act(reviewActionIds.again, (press, transcriptId) =>
    calls(press).goOn({ transcriptId, propose: 'everything', by: press.userId }),
  );
  act(reviewActionIds.differences, (press, transcriptId) =>
    calls(press).goOn({ transcriptId, propose: 'differences', by: press.userId }),
  );
  act(reviewActionIds.leave, (press, transcriptId) =>
    calls(press).forget({ transcriptId, by: press.userId }),
  );
  for (const actionId of [reviewActionIds.previous, reviewActionIds.next])
    onPress(app, door, actionId, (press) => turn(door, press));
  onPress(app, door, reviewActionIds.team, (press) => giveTeam(door, press));
  onPress(app, door, reviewActionIds.keepLinear, (press) => settle(door, press, 'linear'));
  onPress(app, door, reviewActionIds.keepNotion, (press) => settle(door, press, 'notion'));
  onPress(app, door, reviewActionIds.summary, (press) => openReading(door, press, 'Summary', summaryBlocks));
  onPress(app, door, reviewActionIds.decisions, (press) =>
    openReading(door, press, 'Decisions', decisionBlocks),
  );
}

async function turn(door: Door, press: Press): Promise<void> {
  const place = readReviewPage(press.value);
  if (!place) return;
  await transcriptToActOn(door, press, place.transcriptId);
  await callsFor(door, press).notification.turnReview(place);
}

async function giveTeam(door: Door, press: Press): Promise<void> {
  const [teamId, transcriptId] = readPair(press.value) ?? [];
  if (!teamId || !transcriptId) return;
  await transcriptToActOn(door, press, transcriptId);
  await callsFor(door, press).transcript.chooseTeam({ transcriptId, teamId, by: press.userId });
}

async function settle(door: Door, press: Press, keep: 'linear' | 'notion'): Promise<void> {
  const [conflictId, transcriptId] = readPair(press.value) ?? [];
  if (!conflictId || !transcriptId) return;
  await transcriptToActOn(door, press, transcriptId);
  await callsFor(door, press).transcript.resolveConflict({ conflictId, keep, by: press.userId });
}

async function openReading(
  door: Door,
  press: Press,
  title: string,
  draw: (transcript: TranscriptView) => KnownBlock[],
): Promise<void> {
  await openModal(press, title, async () => {
    const blocks = draw(await transcriptToActOn(door, press, press.value));
    return blocks.length > 0
      ? infoView(title, '', blocks)
      : infoView(title, 'Nothing of it is kept any more.');
  });
}

/** Two blocks each, within the hundred of a modal. */
const mostShown = 40;

const citedBlocks = (cited: readonly CitedText[]): KnownBlock[] =>
  cited
    .slice(0, mostShown)
    .flatMap(({ text, citation }) => [
      section(inline(text, 1_500)),
      ...(saysMore(citation.quote, text) ? [context(`“${inline(citation.quote, 500)}”`)] : []),
    ]);

/** Whether a quote is worth showing beside the line that stands on it: read by rules, a line is its quote and who said it. */
const saysMore = (quote: string, text: string): boolean => !plainWords(text).includes(plainWords(quote));

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s“"']+|[\s.!?”"']+$/g, '');

const summaryBlocks = ({ extract }: TranscriptView): KnownBlock[] =>
  citedBlocks(extract?.summary ?? []).slice(0, limits.viewBlocks);

function decisionBlocks({ extract }: TranscriptView): KnownBlock[] {
  const decided = citedBlocks(extract?.decisions ?? []);
  const open = citedBlocks(extract?.questions ?? []);
  return [
    ...(decided.length > 0 ? [header('Decided'), ...decided] : []),
    ...(open.length > 0 ? [header('Left open'), ...open] : []),
  ].slice(0, limits.viewBlocks);
}
