import type { Extract } from '../../../contracts/transcript.ts';
import type { VisibleMeeting } from '../../../store/answer-scope.ts';
import {
  findTurnsNear,
  findTurnsOf,
  loadExtracts,
  loadTurnRanges,
  type TurnLikeness,
  type WordHit,
} from '../../../store/answer-turns.ts';
import type { Evidence } from './evidence.ts';
import { findSpeakers } from './find-speakers.ts';
import { listItems } from './list-items.ts';
import { type Stretch, scoreWindows } from './score-windows.ts';
import { preferHere, type Search } from './search.ts';
import { type CitedStretch, stretchEvidence } from './stretch-evidence.ts';
import { coverageOf } from './weigh-words.ts';

/** Meetings whose turns are compared by meaning; the others are found by their words. */
const mostCompared = 24;
/** And no more turns than this: comparing one takes some 20 µs. */
const mostComparedTurns = 20_000;
const nearOfMeeting = 200;
const mostOfMeeting = 5;
const mostStretches = 14;
/** Who is asked about and what kind is asked for go first among equals. */
const preferSpeaker = 0.1;
const preferKind = 0.1;

/** Stretches of meetings that bear on a question, best first. `hits` are where its words stand in those meetings. */
export async function searchMeetings(
  search: Search,
  meetings: readonly VisibleMeeting[],
  hits: readonly WordHit[],
): Promise<Evidence[]> {
  const { query, near, words, tenant } = search;
  const named = findSpeakers(
    query.text,
    meetings.flatMap(({ speakers }) => speakers),
  );
  const byMeeting = Map.groupBy(hits, ({ transcriptId }) => transcriptId);
  const compared = pickCompared(meetings, byMeeting, search);
  const ids = compared.map(({ transcriptId }) => transcriptId);
  const { likeness, spoken, extracts } = await tenant(async (tx) => ({
    likeness: near ? await findTurnsNear(tx, { ...near, transcriptIds: ids, most: nearOfMeeting }) : [],
    spoken: await findTurnsOf(tx, ids, named.speakers),
    extracts:
      query.asks.decision || query.asks.work ? await loadExtracts(tx, ids) : new Map<string, Extract>(),
  }));
  const likenessByMeeting = Map.groupBy(likeness, ({ transcriptId }) => transcriptId);
  const spokenByMeeting = Map.groupBy(spoken, ({ transcriptId }) => transcriptId);
  const stretches = compared.flatMap((meeting): CitedStretch[] => {
    const own = spokenByMeeting.get(meeting.transcriptId) ?? [];
    const asked = askedKind(extracts.get(meeting.transcriptId), search);
    const scored = scoreWindows(
      {
        turns: meeting.turns,
        wordsPerTurn: meeting.words / Math.max(1, meeting.turns),
        hits: turnsByWord(byMeeting.get(meeting.transcriptId) ?? []),
        likeness: turnLikeness(likenessByMeeting.get(meeting.transcriptId) ?? []),
        prefer: preferences(own, asked),
      },
      words,
      mostOfMeeting,
    );
    const speakers = new Set(own.map(({ i }) => i));
    return scored
      .filter((stretch) => named.speakers.length === 0 || holdsAny(stretch, speakers))
      .map((stretch) => ({
        ...stretch,
        score: stretch.score + (search.here.meetings.has(meeting.transcriptId) ? preferHere : 0),
        meeting,
        speakers,
        decided: asked.decided,
      }));
  });
  const best = stretches.toSorted((a, b) => b.score - a.score).slice(0, mostStretches);
  const turns = await tenant(async (tx) =>
    loadTurnRanges(
      tx,
      best.map(({ meeting, from, to }) => ({ transcriptId: meeting.transcriptId, from, to })),
    ),
  );
  const turnsOf = Map.groupBy(turns, ({ transcriptId }) => transcriptId);
  const listed = await listItems(search, meetings, extracts, named.speakers);
  const found = best.flatMap((stretch) => {
    const own = (turnsOf.get(stretch.meeting.transcriptId) ?? []).filter(
      ({ i }) => i >= stretch.from && i <= stretch.to,
    );
    return stretchEvidence(stretch, own, search, {
      hits: byMeeting.get(stretch.meeting.transcriptId) ?? [],
      likeness: turnLikeness(likenessByMeeting.get(stretch.meeting.transcriptId) ?? []),
    });
  });
  return [...listed, ...found];
}

/** Those with the most telling words; the newest beside them, since meaning may say it in other words. */
function pickCompared(
  meetings: readonly VisibleMeeting[],
  hits: ReadonlyMap<string, readonly WordHit[]>,
  { words }: Search,
): VisibleMeeting[] {
  if (meetings.length <= mostCompared) return [...meetings];
  const ranked = meetings
    .map((meeting, age) => ({
      meeting,
      age,
      told: coverageOf(
        (hits.get(meeting.transcriptId) ?? []).map(({ word }) => word),
        words,
      ),
    }))
    .toSorted((a, b) => b.told - a.told || a.age - b.age);
  const best = ranked.slice(0, mostCompared - 6);
  const newest = ranked
    .slice(mostCompared - 6)
    .toSorted((a, b) => a.age - b.age)
    .slice(0, 6);
  let turns = 0;
  return [...best, ...newest].flatMap(({ meeting }, at) => {
    turns += meeting.turns;
    return at === 0 || turns <= mostComparedTurns ? [meeting] : [];
  });
}

interface AskedKind {
  decided: ReadonlySet<number>;
  turns: ReadonlySet<number>;
}

function askedKind(extract: Extract | undefined, { query }: Search): AskedKind {
  const decided = query.asks.decision ? (extract?.decisions ?? []).map(({ citation }) => citation.turn) : [];
  const work = query.asks.work ? (extract?.actions ?? []).map(({ citation }) => citation.turn) : [];
  return { decided: new Set(decided), turns: new Set([...decided, ...work]) };
}

function preferences(spoken: readonly { i: number }[], { turns }: AskedKind): Map<number, number> {
  const preferred = new Map<number, number>();
  const add = (i: number, by: number) => preferred.set(i, (preferred.get(i) ?? 0) + by);
  for (const { i } of spoken) add(i, preferSpeaker);
  for (const i of turns) add(i, preferKind);
  return preferred;
}

function holdsAny({ from, to }: Stretch, turns: ReadonlySet<number>): boolean {
  for (let i = from; i <= to; i += 1) if (turns.has(i)) return true;
  return false;
}

const turnsByWord = (hits: readonly WordHit[]): Map<string, number[]> =>
  new Map(
    [...Map.groupBy(hits, ({ word }) => word)].map(([word, places]) => [word, places.map(({ i }) => i)]),
  );

const turnLikeness = (near: readonly TurnLikeness[]): Map<number, number> =>
  new Map(near.map(({ i, likeness }) => [i, likeness]));
