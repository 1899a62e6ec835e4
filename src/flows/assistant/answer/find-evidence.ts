import type { Answer } from '../../../contracts/answers.ts';
import { codeOf } from '../../../kit/errors.ts';
import { countAlerts } from '../../../store/answer-alerts.ts';
import { countIssues } from '../../../store/answer-issues.ts';
import { countNotionPages } from '../../../store/answer-notion.ts';
import { countWatchedPages } from '../../../store/answer-pages.ts';
import {
  lexemesOf,
  loadTimeZone,
  loadVisibleMeetings,
  type VisibleMeeting,
} from '../../../store/answer-scope.ts';
import { loadThreadMonitors } from '../../../store/answer-thread.ts';
import { findTurnsWithWords } from '../../../store/answer-turns.ts';
import type { AnswerDeps } from '../ports.ts';
import { analyseQuestion, type Query } from './analyse-question.ts';
import type { AskedQuestion } from './asked-question.ts';
import type { Evidence } from './evidence.ts';
import { findSpeakers } from './find-speakers.ts';
import { keepDated } from './keep-dated.ts';
import { quietPages } from './quiet-pages.ts';
import type { Search } from './search.ts';
import { searchAlerts } from './search-alerts.ts';
import { searchIssues } from './search-issues.ts';
import { searchMeetings } from './search-meetings.ts';
import { searchNotion } from './search-notion.ts';
import { searchPages } from './search-pages.ts';
import { type WeighedWords, weighWords } from './weigh-words.ts';

export interface Found {
  query: Query;
  /** Best first, each passage once. */
  evidence: Evidence[];
  looked: Answer['looked'];
}

/** What bears on a question among all that may be drawn from. */
export async function findEvidence(deps: AnswerDeps, asked: AskedQuestion): Promise<Found> {
  const { workspaceId, sees } = asked;
  const tenant: Search['tenant'] = async (work) => await deps.database.tenant(workspaceId, work);
  const { timeZone, visible, followed } = await tenant(async (tx) => ({
    timeZone: await loadTimeZone(tx, workspaceId),
    visible: await loadVisibleMeetings(tx, sees),
    followed: asked.thread ? await loadThreadMonitors(tx, sees, asked.thread) : [],
  }));
  const calendar = { now: deps.clock.now(), timeZone };
  const subjects = followed.map(({ request }) => request);
  const query = analyseQuestion(asked.question, asked.before, calendar, subjects);
  const here = {
    monitors: new Set(followed.map(({ monitorId }) => monitorId)),
    meetings: new Set(
      visible.filter((one) => isIn(one, asked.thread)).map(({ transcriptId }) => transcriptId),
    ),
  };
  const chosen = visible.filter((meeting) => isAsked(meeting, asked.meetings, query));
  const named = findSpeakers(
    query.text,
    chosen.flatMap(({ speakers }) => speakers),
  );
  const spokenOf = query.words.filter((word) => !named.words.has(word));
  const { lexemes, hits } = await tenant(async (tx) => {
    const words = indexWords(await lexemesOf(tx, query.words), query.words);
    const all = [...new Set(words.flatMap(({ lexemes }) => lexemes))];
    const ids = visible.map(({ transcriptId }) => transcriptId);
    return { lexemes: words, hits: await findTurnsWithWords(tx, all, ids) };
  });
  const counts = new Map([...Map.groupBy(hits, ({ word }) => word)].map(([word, own]) => [word, own.length]));
  const turns = visible.reduce((sum, meeting) => sum + meeting.turns, 0);
  const weigh = (words: readonly string[]): WeighedWords =>
    weighWords(
      [...new Set(lexemes.filter(({ word }) => words.includes(word)).flatMap((one) => one.lexemes))],
      counts,
      turns,
      new Set(lexemes.filter(({ word }) => query.takenOver.includes(word)).flatMap((one) => one.lexemes)),
    );
  const near = await embedQuestion(deps, query.text);
  const search: Search = { query, sees, words: weigh(query.words), near, calendar, here, tenant };
  const ofMeetings = { ...search, words: weigh(spokenOf) };
  const ids = new Set(chosen.map(({ transcriptId }) => transcriptId));
  const inChosen = hits.filter(
    ({ transcriptId, word }) => ids.has(transcriptId) && ofMeetings.words.weights.has(word),
  );
  const evidence = await searchMeetings(ofMeetings, chosen, inChosen);
  const isOpen = asked.meetings.length === 0;
  if (isOpen) {
    evidence.push(...(await searchAlerts(search)));
    // A time in the past asks for what was said or told then; pages and issues are as they are now.
    if (!query.period) evidence.push(...(await searchPages(search)), ...(await searchNotion(search)));
    if (!query.period || query.asks.work || query.identifiers.length > 0)
      evidence.push(...(await searchIssues(search)));
  }
  const counted = isOpen
    ? await tenant(async (tx) => ({
        alerts: await countAlerts(tx, sees),
        pages: (await countWatchedPages(tx, sees)) + (await countNotionPages(tx, sees)),
        issues: await countIssues(tx),
      }))
    : { alerts: 0, pages: 0, issues: 0 };
  if (isOpen) evidence.push(...quietPages(followed, evidence, search));
  const dated = query.subject === 'earlier' && isOnlyWhen(query) ? keepDated(evidence) : evidence;
  return { query, evidence: inOrder(dated), looked: { meetings: chosen.length, ...counted } };
}

const isIn = ({ channelId, threadTs }: VisibleMeeting, thread: AskedQuestion['thread']): boolean =>
  thread !== undefined && channelId === thread.channelId && threadTs === thread.threadTs;

/** "And when?": the earlier subject, and its day alone. */
const isOnlyWhen = ({ asks, words, takenOver }: Query): boolean =>
  asks.day && words.length === takenOver.length;

function isAsked(
  { transcriptId, heldAt, createdAt }: VisibleMeeting,
  wanted: readonly string[],
  { period }: Query,
): boolean {
  if (wanted.length > 0) return wanted.includes(transcriptId);
  const at = heldAt ?? createdAt;
  return !period || (at >= period.from && at < period.to);
}

/** Lexemes that can be looked for as they are. */
const searchable = /^[\p{L}\p{N}][\p{L}\p{N}._@/+-]*$/u;

const indexWords = (lexemes: readonly string[][], words: readonly string[]) =>
  words.map((word, at) => ({ word, lexemes: (lexemes[at] ?? []).filter((one) => searchable.test(one)) }));

async function embedQuestion({ embedder, log }: AnswerDeps, text: string): Promise<Search['near']> {
  try {
    const [vector] = await embedder.embed([text]);
    return vector?.some((part) => part !== 0) ? { vector, embedder: embedder.model } : null;
  } catch (error) {
    log.warn({ err: error, code: codeOf(error) }, 'a question got no vector, its words are looked for alone');
    return null;
  }
}

/** Best first; the same words, found twice, once. */
function inOrder(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence
    .toSorted((a, b) => b.score - a.score)
    .filter(({ key, quote }) => {
      const words = quote
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      if (seen.has(key) || (words.length > 40 && seen.has(words))) return false;
      seen.add(key);
      seen.add(words);
      return true;
    });
}
