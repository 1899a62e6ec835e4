import type { Extract, Turn } from '../../../../contracts/transcript.ts';
import { codeOf } from '../../../../kit/errors.ts';
import { plural } from '../../../../kit/text.ts';
import type { ChatModel } from '../../../../vendors/llm/chat-model.ts';
import { type Patience, type WhyMissed, waitForModel, whyMissed } from '../../wait-for-model.ts';
import { pickLanguage } from '../languages/pick-language.ts';
import { readPeople } from '../people.ts';
import { type RulesInput, understandByRules } from '../understand-by-rules.ts';
import { askWindow } from './ask-window.ts';
import { cutWindows, type Window } from './cut-windows.ts';
import { describeWorkspace, type WorkspaceKnown } from './describe-workspace.ts';
import { type Grounded, type Grounds, groundReading } from './ground-reading.ts';
import { type Embed, mergeReadings } from './merge-readings.ts';
import { userPrompt } from './write-prompt.ts';

/** What is not read when the patience is over is read by the rules. */
export interface ModelOptions extends Patience {
  model: ChatModel;
  /** What is known of the workspace; a model without it proposes no places. */
  workspace?: WorkspaceKnown;
  /** Unit-length vectors, to see that two windows found one thing. */
  embed?: Embed;
  /** Windows read, of all. */
  onProgress?: (done: number, of: number) => Promise<void> | void;
}

/** Windows asked at the same time: quick enough for a long meeting, and under a small account's limits. */
const atOnce = 3;

/**
 * Action items, decisions, open questions and a summary, read by a language model window by window. Every quote is
 * found in its turn by code or the item is dropped and counted; dates, owners and addresses are never the model's to
 * make. Windows the model could not read are read by the rules, and `degraded` says so. Throws only the caller's abort.
 */
export async function understandByModel(input: RulesInput, options: ModelOptions): Promise<Extract> {
  const windows = cutWindows(input.turns);
  const people = readPeople(input.turns, input.participants);
  const grounds: Grounds = {
    turns: new Map(input.turns.map((turn): [number, Turn] => [turn.i, turn])),
    people,
    heldAt: input.heldAt,
    language: pickLanguage(input.turns).code,
    colleagues: options.workspace?.catalog?.users.filter((user) => user.active).map(({ name }) => name) ?? [],
  };
  const { answers, why } = await askAll(
    windows,
    async (window) =>
      userPrompt(window, people.all, input.heldAt, await workspaceNear(window, options.workspace)),
    options,
  );
  options.signal?.throwIfAborted();
  const read = answers.flatMap((answer) => (answer ? [groundReading(answer, grounds)] : []));
  const missed = windows.filter((_, at) => answers[at] === undefined);
  const byRules = missed.length > 0 || windows.length === 0 ? understandByRules(input) : undefined;
  if (byRules && read.length === 0)
    return { ...byRules, degraded: windows.length === 0 ? null : allMissed(why) };
  const merged = await mergeReadings(
    byRules ? [...read, ...missed.map((window) => onlyIn(window, byRules))] : read,
    options.embed,
  );
  return {
    ...merged,
    by: 'model',
    degraded: missed.length > 0 ? someMissed(missed.length, windows.length, why) : null,
  };
}

/** What the prompt says of the workspace. Issues that cannot be looked up now are left out: the items are still read. */
async function workspaceNear(
  { segments }: Window,
  workspace: WorkspaceKnown | undefined,
): Promise<readonly string[]> {
  if (!workspace?.catalog) return [];
  const words = segments.map(({ text }) => text).join('\n');
  const issues = await workspace.issuesNear(words).catch(() => []);
  const speakers = new Set(segments.map(({ speaker }) => speaker));
  return describeWorkspace(workspace, issues, `${[...speakers].join('\n')}\n${words}`);
}

type Answers = (Awaited<ReturnType<typeof askWindow>> | undefined)[];

async function askAll(
  windows: readonly Window[],
  question: (window: Window) => Promise<string>,
  { model, clock, onProgress, ...patience }: ModelOptions,
): Promise<{ answers: Answers; why: WhyMissed }> {
  await using waiting = waitForModel({ clock, ...patience });
  const answers: Answers = windows.map(() => undefined);
  let isBroke = false;
  let next = 0;
  let finished = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < windows.length && !waiting.signal.aborted; at = next++) {
      const window = windows[at];
      if (!window) return;
      try {
        const asked = question(window).then((user) => askWindow(user, { model, clock, waiting }));
        answers[at] = await Promise.race([asked, waiting.late]);
      } catch (error) {
        if (codeOf(error) !== 'over_budget') throw error;
        isBroke = true;
        waiting.stop(error);
        return;
      }
      if (waiting.signal.aborted) return;
      finished += 1;
      await onProgress?.(finished, windows.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, windows.length) }, work));
  return { answers, why: isBroke ? 'broke' : waiting.wasSilent ? 'silent' : 'unusable' };
}

/** What the rules found in the turns of one window. */
function onlyIn({ firstTurn, lastTurn }: Window, extract: Extract): Grounded {
  const own = <T extends { citation: { turn: number } }>(list: readonly T[]) =>
    list.filter(({ citation }) => citation.turn >= firstTurn && citation.turn <= lastTurn);
  return {
    summary: own(extract.summary),
    actions: own(extract.actions),
    decisions: own(extract.decisions),
    questions: own(extract.questions),
    ungrounded: 0,
  };
}

const allMissed = (why: WhyMissed): string => `Read by the rules alone: ${whyMissed[why]}.`;

const someMissed = (missed: number, all: number, why: WhyMissed): string =>
  `${missed} of ${plural(all, 'part')} of the meeting ${missed === 1 ? 'was' : 'were'} read by the rules alone: ${whyMissed[why]}.`;
