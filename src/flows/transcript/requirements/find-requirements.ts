import type {
  CitedText,
  ExtractedAction,
  Extract as PageExtract,
  Priority,
  Turn,
} from '../../../contracts/transcript.ts';
import { comparableWords } from '../identity/comparable-words.ts';
import { addressesMachine } from '../understand/addresses-machine.ts';
import { splitSentences } from '../understand/split-units.ts';
import type { BlockShape } from './block-shape.ts';
import { findModal, isQuestion } from './find-modal.ts';
import { areaOf, type Rank } from './headings.ts';
import { isListKind, type Line, outlinePage } from './outline.ts';
import { readStory } from './read-story.ts';
import { cellsOf, type Row, readTable } from './read-table.ts';
import { tidyEntry } from './tidy-entry.ts';
import { titleOfEntry, writeRequirementTitle } from './write-title.ts';

/** A page as it is handed to whoever reads its requirements: one shape for each turn. */
export interface PageInput {
  title: string;
  turns: readonly Turn[];
  shapes: readonly BlockShape[];
}

/** More than this many in one review are nobody's review. */
const mostRequirements = 200;
const mostQuestions = 15;
const mostSubtasks = 20;
const [longestQuote, longestNote, longestSubtask] = [1_500, 1_000, 255];

const priorities: Record<Rank, Priority> = { urgent: 1, must: 2, should: 3, could: 4 };

/** Kinds whose words are shown rather than said. */
const shownKinds = new Set([
  'code',
  'equation',
  'quote',
  'bookmark',
  'embed',
  'image',
  'video',
  'file',
  'pdf',
  'table_of_contents',
  'breadcrumb',
]);

/**
 * The requirements on a page by rules: sentences that demand, user stories, and the entries of lists and tables under
 * headings that announce requirements. Questions, examples, notes and what is out of scope are none. Linear in the
 * page; no words but the page's own are in it.
 */
export function findRequirements(page: PageInput): PageExtract {
  const extract = findAllRequirements(page);
  return { ...extract, ...keepMost(extract.actions) };
}

/** The same, however many there are. */
export function findAllRequirements({ title, turns, shapes }: PageInput): PageExtract {
  const lines = outlinePage(title, turns, shapes);
  const rows = readTables(lines);
  const consumed = new Set<number>();
  const found: ExtractedAction[] = [];
  const questions: CitedText[] = [];
  lines.forEach((line, at) => {
    if (consumed.has(at) || shownKinds.has(line.kind)) return;
    const asked = questionOf(line);
    if (asked) {
      questions.push(asked);
      return;
    }
    const row = rows.get(at);
    const area = row?.area ?? line.area;
    if (area === 'unwanted' || line.done || (line.kind === 'table_row' && !row)) return;
    const made = readLine(line, row, area === 'wanted');
    if (made.length === 0) return;
    const [only] = made;
    if (only && !only.demands && insideSpeak(line, lines)) return; // a name for those inside
    if (only && made.length === 1 && !line.isHeading) takeInside(only, { lines, at, consumed });
    found.push(...made.map(({ action }) => action));
  });
  return {
    summary: [],
    decisions: [],
    actions: onceEach(found),
    questions: questions.slice(0, mostQuestions),
    ungrounded: 0,
    by: 'rules',
    degraded: null,
  };
}

interface Made {
  action: ExtractedAction;
  /** It says itself that it is wanted, rather than by where it stands. */
  demands: boolean;
}

/** The requirements of one block: a paragraph may hold several. */
function readLine(line: Line, row: Row | undefined, isWanted: boolean): Made[] {
  if (row) return readEntry(line, row.text, { isWanted, rank: row.rank, notes: row.notes });
  if (isListKind(line.kind)) return readEntry(line, line.text, { isWanted, rank: null, notes: [] });
  if (line.isHeading && areaOf(line.text) !== 'open') return [];
  if (line.isHeading) return readEntry(line, line.text, { isWanted: false, rank: null, notes: [] });
  return splitSentences(line.text).flatMap((sentence) =>
    readEntry(line, sentence, { isWanted: false, rank: null, notes: [] }),
  );
}

interface Around {
  isWanted: boolean;
  rank: Rank | null;
  notes: readonly string[];
}

function readEntry(line: Line, words: string, { isWanted, rank: given, notes }: Around): Made[] {
  const entry = tidyEntry(words);
  if (entry.isRefused || !/\p{L}{2}/u.test(entry.text) || addressesMachine(words) || isOnlyLink(entry.text))
    return [];
  const whole = line.leadIn === null ? entry.text : `${line.leadIn} ${lowerFirst(entry.text)}`;
  const sentences = splitSentences(whole);
  const modal = sentences.map(findModal).find((one) => one !== null) ?? null;
  const story = readStory(sentences[0] ?? whole);
  const isAsked = isQuestion(entry.text);
  if (isAsked || (!modal && !story && !(isWanted && isEntry(line, entry.text)))) return [];
  const rank = entry.rank ?? given ?? line.rank ?? modal?.rank ?? null;
  const title =
    story?.title ?? (modal ? writeRequirementTitle(modal) : titleOfEntry(sentences[0] ?? entry.text));
  const demand = story !== null || (modal !== null && line.leadIn === null);
  return [
    {
      demands: demand,
      action: {
        title,
        description: [line.leadIn === null ? '' : `${line.leadIn}:`, ...notes].filter(Boolean).join('\n'),
        owner: { state: 'none' },
        due: null,
        dueSpoken: null,
        priority: rank === null ? 0 : priorities[rank],
        subtasks: [],
        kind: 'open',
        certainty: 'firm',
        citation: { turn: line.turn, quote: quoteFrom(line.text, words) },
      },
    },
  ];
}

/** "None", "tbd" and a label with a list below it are no entries. */
const isEntry = ({ kind, inside }: Line, text: string): boolean =>
  !/^(?:none|n\/?a|tbd|todo|see (?:above|below)|\.\.\.|…|keine?|aucune?|ninguno|nessuno)[.\s]*$/i.test(
    text,
  ) &&
  !(/[:：]$/.test(text) && inside.length > 0) &&
  !(kind === 'toggle' && inside.length > 0);

/** The words as they stand in the block, so that they can be found there again. */
function quoteFrom(text: string, words: string): string {
  const at = text.indexOf(words);
  const quote = (at < 0 ? text : words).trim();
  return quote.length <= longestQuote ? quote : quote.slice(0, longestQuote).trimEnd();
}

const isOnlyLink = (text: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(text);

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What stands inside a requirement, or in the list right behind it, belongs to it. */
function takeInside(
  made: Made,
  { lines, at, consumed }: { lines: readonly Line[]; at: number; consumed: Set<number> },
): void {
  const line = lines[at];
  if (!line) return;
  const isAnnounced = /[:：]\s*$/.test(line.text);
  const own =
    line.inside.length > 0 ? line.inside : isAnnounced && !isListKind(line.kind) ? listBehind(lines, at) : [];
  for (const one of own) take(made.action, lines, one, consumed, true);
}

/** Whether what stands inside a line demands by itself. */
const insideSpeak = ({ inside }: Line, lines: readonly Line[]): boolean =>
  inside.some((at) => {
    const child = lines[at];
    return (
      child && !child.done && splitSentences(child.text).some((said) => findModal(said) ?? readStory(said))
    );
  });

function listBehind(lines: readonly Line[], at: number): number[] {
  const depth = lines[at]?.depth ?? 0;
  const list: number[] = [];
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next];
    if (!line || line.depth < depth || (line.depth === depth && !isListKind(line.kind))) break;
    if (line.depth === depth) list.push(next);
  }
  return list;
}

function take(
  action: ExtractedAction,
  lines: readonly Line[],
  at: number,
  consumed: Set<number>,
  isDirect: boolean,
): void {
  const line = lines[at];
  // What is asked or not wanted stands for itself.
  if (!line || line.isQuestion || isQuestion(line.text) || addressesMachine(line.text)) return;
  consumed.add(at);
  const { text, isRefused } = tidyEntry(line.text);
  if (line.area === 'unwanted' || isRefused || line.done || shownKinds.has(line.kind)) return;
  const isSubtask =
    isDirect && isListKind(line.kind) && !/[:：]$/.test(text) && action.subtasks.length < mostSubtasks;
  if (isSubtask) action.subtasks.push(titleOf(text));
  else
    action.description = `${action.description}\n${isListKind(line.kind) ? `- ${text}` : text}`
      .trim()
      .slice(0, longestNote);
  for (const below of line.inside) take(action, lines, below, consumed, false);
}

function titleOf(text: string): string {
  const modal = findModal(text);
  return (modal ? writeRequirementTitle(modal) : titleOfEntry(text)).slice(0, longestSubtask);
}

function questionOf(line: Line): CitedText | null {
  const text = line.text.trim();
  const isAsked = line.isQuestion
    ? !line.isHeading && /\p{L}{2}/u.test(text)
    : isQuestion(text) && !line.isHeading;
  if (!isAsked || addressesMachine(text) || line.done) return null;
  const quote = text.slice(0, longestQuote).trimEnd();
  return { text: quote.slice(0, longestNote), citation: { turn: line.turn, quote } };
}

/** Tables by their rows: rows that follow one another with as many cells are one table. */
function readTables(lines: readonly Line[]): Map<number, Row> {
  const read = new Map<number, Row>();
  let table: { at: number; text: string }[] = [];
  const close = () => {
    for (const [at, row] of readTable(table)) read.set(at, row);
    table = [];
  };
  lines.forEach((line, at) => {
    const last = table.at(-1);
    if (line.kind !== 'table_row' || (last && cellsOf(last.text).length !== cellsOf(line.text).length))
      close();
    if (line.kind === 'table_row') table.push({ at, text: line.text });
  });
  close();
  return read;
}

/** As many as one review takes; how many there are beyond is said. */
export function keepMost(actions: ExtractedAction[]): Pick<PageExtract, 'actions' | 'beyond'> {
  const beyond = actions.length - mostRequirements;
  return { actions: actions.slice(0, mostRequirements), ...(beyond > 0 ? { beyond } : {}) };
}

/** The same demand made twice on a page is one. */
export function onceEach(actions: readonly ExtractedAction[]): ExtractedAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title }) => {
    const key = comparableWords(title).join(' ') || title;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
