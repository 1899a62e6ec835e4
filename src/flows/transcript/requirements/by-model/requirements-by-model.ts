import type { Extract as PageExtract } from '../../../../contracts/transcript.ts';
import { codeOf } from '../../../../kit/errors.ts';
import { plural } from '../../../../kit/text.ts';
import type { ChatModel } from '../../../../vendors/llm/chat-model.ts';
import { askModel } from '../../ask-model.ts';
import { type Patience, type WhyMissed, waitForModel, whyMissed } from '../../wait-for-model.ts';
import { findAllRequirements, keepMost, onceEach, type PageInput } from '../find-requirements.ts';
import { type Line, outlinePage } from '../outline.ts';
import { groundPage } from './ground-page.ts';
import { PageReading } from './schema.ts';
import { repairPrompt, systemPrompt, userPrompt } from './write-prompt.ts';

export interface PageModelOptions extends Patience {
  model: ChatModel;
  signal: AbortSignal;
  /** Parts read, of all. */
  onProgress(done: number, of: number): Promise<void>;
}

/** About 4,000 tokens: small enough that a model reads all of it with care. */
const partWords = 2_500;
/** So far a part goes on, so that nothing is parted from what it stands in. */
const mostPartWords = 2 * partWords;
const atOnce = 3;

/**
 * The requirements of a page, read by a language model part by part. Every quote is found in its block by code, and
 * every figure of a title, or the item is dropped and counted. Parts the model could not read are read by the rules,
 * and `degraded` says so. Throws only the caller's abort.
 */
export async function requirementsByModel(page: PageInput, options: PageModelOptions): Promise<PageExtract> {
  const lines = outlinePage(page.title, page.turns, page.shapes);
  const parts = cutParts(lines);
  const { answers, why } = await askAll(page.title, parts, options);
  options.signal.throwIfAborted();
  const byRules = findAllRequirements(page);
  const missed = parts.filter((_, at) => answers[at] === undefined);
  if (missed.length === parts.length && parts.length > 0)
    return {
      ...byRules,
      ...keepMost(byRules.actions),
      degraded: `Read by the rules alone: ${whyMissed[why]}.`,
    };
  const read = answers.flatMap((answer) => (answer ? [groundPage(answer, lines)] : []));
  const missing = new Set(missed.flatMap((part) => part.map(({ turn }) => turn)));
  const inOrder = <T extends { citation: { turn: number } }>(list: readonly T[]) =>
    list.toSorted((a, b) => a.citation.turn - b.citation.turn);
  const isMissing = ({ citation }: { citation: { turn: number } }) => missing.has(citation.turn);
  return {
    ...byRules,
    ...keepMost(
      onceEach(inOrder([...read.flatMap(({ actions }) => actions), ...byRules.actions.filter(isMissing)])),
    ),
    questions: inOrder([
      ...read.flatMap(({ questions }) => questions),
      ...byRules.questions.filter(isMissing),
    ]),
    ungrounded: read.reduce((sum, { ungrounded }) => sum + ungrounded, 0),
    by: 'model',
    degraded:
      missed.length === 0
        ? null
        : `${missed.length} of ${plural(parts.length, 'part')} of the page ${missed.length === 1 ? 'was' : 'were'} read by the rules alone: ${whyMissed[why]}.`,
  };
}

function cutParts(lines: readonly Line[]): Line[][] {
  const parts: Line[][] = [];
  let words = 0;
  for (const line of lines) {
    const own = line.text.split(/\s+/).length;
    const part = parts.at(-1);
    if (part && words + own <= (line.depth > 0 ? mostPartWords : partWords)) part.push(line);
    else {
      parts.push([line]);
      words = 0;
    }
    words += own;
  }
  return parts;
}

async function askAll(
  title: string,
  parts: readonly Line[][],
  { model, clock, onProgress, ...patience }: PageModelOptions,
): Promise<{ answers: (PageReading | undefined)[]; why: WhyMissed }> {
  await using waiting = waitForModel({ clock, ...patience });
  const ask = async (part: readonly Line[]): Promise<PageReading | undefined> => {
    const user = userPrompt(title, part);
    const question = { schema: PageReading, name: 'page', system: systemPrompt, user, repair: repairPrompt };
    return await Promise.race([askModel(question, { model, clock, waiting }), waiting.late]);
  };
  const answers: (PageReading | undefined)[] = [];
  const why = (): WhyMissed => (waiting.wasSilent ? 'silent' : 'unusable');
  try {
    for (let from = 0; from < parts.length && !waiting.signal.aborted; from += atOnce) {
      answers.push(...(await Promise.all(parts.slice(from, from + atOnce).map(ask))));
      await onProgress(answers.length, parts.length);
    }
    return { answers, why: why() };
  } catch (error) {
    if (codeOf(error) !== 'over_budget') throw error;
    return { answers, why: 'broke' };
  }
}
