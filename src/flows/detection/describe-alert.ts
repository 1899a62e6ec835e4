import type { AlertDiff, DiffEntry, MarkedLine } from '../../contracts/alert-diff.ts';
import type { ChangeView, Hunk } from '../../contracts/detection.ts';
import { LookoutError } from '../../kit/errors.ts';
import { fitParts, type MarkedPart, markBetween } from '../../kit/marked-text.ts';
import { loadAlert, loadChangesOfAlert } from '../../store/changes.ts';
import { loadComparedVersions } from '../../store/compared-versions.ts';
import { diffTokens } from './engine/diff-tokens.ts';
import { relevantFrom } from './engine/score-relevance.ts';
import { hunksKept } from './keep-hunks.ts';
import { labelOfNoise } from './noise-words.ts';
import type { DetectionDeps } from './ports.ts';

/** What a line may take of a message or modal, in UTF-16 units; the rest is counted. */
const lineMax = 900;
/** A token diff is worth its time up to here; a longer line is marked between its common ends. */
const tokensUpTo = 20_000;

export interface DescribeRequest {
  workspaceId: string;
  alertId: string;
  from: number;
  limit: number;
  show: 'news' | 'all';
}

/**
 * What an alert is about, line by line, with the words that differ marked. A page with more differences than were kept
 * is compared once more from its stored readings, so that nothing has to be left out. Throws not_found.
 */
export async function describeAlert(deps: DetectionDeps, request: DescribeRequest): Promise<AlertDiff> {
  const { workspaceId, alertId, from, limit, show } = request;
  const { alert, changes } = await deps.database.tenant(workspaceId, async (tx) => ({
    alert: await loadAlert(tx, alertId),
    changes: await loadChangesOfAlert(tx, alertId),
  }));
  if (!alert) throw new LookoutError('not_found', 'There is no such alert.');
  const ordered = ownFirst(changes, alert.monitorId);
  const differences = [];
  for (const change of ordered) differences.push(await differencesOf(deps, workspaceId, change));
  const sorted = differences.flatMap(({ hunks }, page) => {
    const quoted = quotedIn(ordered[page]);
    return inParts(hunks.map((hunk) => ({ page, hunk, part: partOf(hunk, quoted) })));
  });
  const listed = show === 'all' ? sorted : sorted.filter(({ part }) => part !== 'left_out');
  return {
    alertId,
    monitorId: alert.monitorId,
    sentence: alert.sentence,
    pages: ordered.map(({ id, url, detectedAt }) => ({ changeId: id, url, detectedAt })),
    entries: listed.slice(from, from + limit).map(toEntry),
    from,
    total: listed.length,
    leftOut: countLeftOut(sorted),
    isWhole: differences.every(({ isWhole }) => isWhole),
  };
}

/** One line for each page: two monitors of a page see the same differences. */
function ownFirst(changes: readonly ChangeView[], monitorId: string): ChangeView[] {
  const own = changes.find((change) => change.monitorId === monitorId) ?? changes[0];
  const rest = changes.filter((change) => change !== own);
  const seen = new Set<string>();
  return [...(own ? [own] : []), ...rest].filter(({ url }) => !seen.has(url) && seen.add(url));
}

interface Found {
  hunks: Hunk[];
  isWhole: boolean;
}

async function differencesOf(deps: DetectionDeps, workspaceId: string, change: ChangeView): Promise<Found> {
  if (change.hunks.length < hunksKept) return { hunks: change.hunks, isWhole: true };
  const versions = await deps.database.tenant(workspaceId, (tx) => loadComparedVersions(tx, change.id));
  if (!versions) return { hunks: change.hunks, isWhole: false };
  const found = await deps.differences.find({
    before: versions.before.extraction.blocks,
    after: versions.after.extraction.blocks,
    keepMasks: new Set(),
  });
  // What was decided then stays: noise that was learnt, and how near a difference was to the request.
  const decided = new Map(change.hunks.map((hunk) => [keyOf(hunk), hunk]));
  return { hunks: found.map(({ hunk }) => decided.get(keyOf(hunk)) ?? hunk), isWhole: true };
}

const keyOf = ({ op, path, before, after }: Hunk): string => JSON.stringify([op, path, before, after]);

type Part = DiffEntry['part'];
interface Placed {
  page: number;
  hunk: Hunk;
  part: Part;
}

const quoteKey = (before: string | undefined, after: string | undefined): string =>
  JSON.stringify([before, after]);
const quotedIn = (change: ChangeView | undefined): ReadonlySet<string> =>
  new Set(change?.verdict.quotes.map(({ before, after }) => quoteKey(before, after)));

function partOf(hunk: Hunk, quoted: ReadonlySet<string>): Part {
  if (quoted.has(quoteKey(hunk.before, hunk.after))) return 'asked';
  if (hunk.noise || hunk.furniture) return 'left_out';
  return (hunk.relevance ?? 0) >= relevantFrom ? 'asked' : 'elsewhere';
}

const partOrder: readonly Part[] = ['asked', 'elsewhere', 'left_out'];
const inParts = (placed: readonly Placed[]): Placed[] =>
  partOrder.flatMap((part) => placed.filter((one) => one.part === part));

const whyLeftOut = (hunk: Hunk): string => (hunk.noise ? labelOfNoise(hunk.noise) : 'menus and banners');

function countLeftOut(placed: readonly Placed[]): AlertDiff['leftOut'] {
  const left = placed.filter(({ part }) => part === 'left_out');
  return [...Map.groupBy(left, ({ hunk }) => whyLeftOut(hunk))]
    .map(([label, group]) => ({ label, count: group.length }))
    .sort((one, other) => other.count - one.count);
}

function toEntry({ page, hunk, part }: Placed): DiffEntry {
  const { op, path, label } = hunk;
  return {
    page,
    op,
    path,
    ...(label === undefined ? {} : { label }),
    part,
    ...(part === 'left_out' ? { why: whyLeftOut(hunk) } : {}),
    ...linesOf(hunk),
  };
}

function linesOf({ op, before, after }: Hunk): Pick<DiffEntry, 'before' | 'after'> {
  if (op === 'moved') return { after: whole(after ?? before ?? '', false) };
  if (before === undefined) return { after: whole(after ?? '', true) };
  if (after === undefined) return { before: whole(before, true) };
  const marks = markWords(before, after);
  return { before: fitParts(marks.before, lineMax), after: fitParts(marks.after, lineMax) };
}

const whole = (text: string, changed: boolean): MarkedLine => fitParts([{ text, changed }], lineMax);

function markWords(before: string, after: string): { before: MarkedPart[]; after: MarkedPart[] } {
  return before.length + after.length > tokensUpTo ? markBetween(before, after) : diffTokens(before, after);
}
