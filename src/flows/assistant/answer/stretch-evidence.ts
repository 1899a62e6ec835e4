import { oneLine } from '../../../kit/text.ts';
import type { VisibleMeeting } from '../../../store/answer-scope.ts';
import type { SpokenTurn, WordHit } from '../../../store/answer-turns.ts';
import { cutQuote, stemsOf } from './cut-quote.ts';
import type { Evidence, EvidenceLine } from './evidence.ts';
import { sayDay, sayMoment } from './say-where.ts';
import type { Stretch } from './score-windows.ts';
import type { Search } from './search.ts';

/** A stretch of a meeting with what is known of it. */
export interface CitedStretch extends Stretch {
  meeting: VisibleMeeting;
  /** Turns of the people asked about; empty when nobody was named. */
  speakers: ReadonlySet<number>;
  /** Turns in which something was decided, when that is asked. */
  decided: ReadonlySet<number>;
}

/** "Yeah, right." is quoted only when there is nothing else. */
const leastQuoted = 20;
/** A decision this near to where a question is answered is what it asks for; further off it may be about something else. */
const decisionReach = 3;

/** A stretch as evidence, quoting the turn that answers most; nothing when its turns are gone. */
export function stretchEvidence(
  stretch: CitedStretch,
  turns: readonly SpokenTurn[],
  search: Search,
  known: { hits: readonly WordHit[]; likeness: ReadonlyMap<number, number> },
): Evidence[] {
  const best = bestTurn(stretch, turns, search, known);
  if (!best) return [];
  const { meeting } = stretch;
  const held = meeting.heldAt ?? meeting.createdAt;
  const day = sayDay(held, search.calendar);
  const lineOf = (turn: SpokenTurn): EvidenceLine => ({
    quote: cutQuote(turn.text, stemsOf(search.query.words)),
    where: whereSaid(meeting.title, day, turn),
    url: turn.url,
    turn: turn.i,
  });
  const quoted = lineOf(best);
  const isDecided = stretch.decided.has(best.i);
  const who = stretch.speakers.has(best.i) && best.speaker !== '' ? best.speaker : null;
  return [
    {
      kind: 'turn',
      key: `turn ${meeting.transcriptId} ${best.i}`,
      text: turns.map((turn) => `${turn.speaker === '' ? '' : `${turn.speaker}: `}${turn.text}`).join('\n'),
      quote: quoted.quote,
      lines: turns.filter(({ text }) => text.trim() !== '').map(lineOf),
      where: quoted.where,
      url: quoted.url,
      thread:
        meeting.channelId !== null && meeting.threadTs !== null
          ? { channelId: meeting.channelId, threadTs: meeting.threadTs }
          : null,
      at: held.toISOString(),
      turns: { transcriptId: meeting.transcriptId, from: stretch.from, to: stretch.to },
      covers: stretch.covers,
      relevance: stretch.relevance,
      score: stretch.score,
      says: `${isDecided ? 'Decided' : who ? `${who} said` : 'Said'} in ${meeting.title} on ${day}:`,
      group: `meeting ${meeting.transcriptId} ${isDecided ? 'decided' : (who ?? '')}`,
    },
  ];
}

function bestTurn(
  { best, speakers, decided }: CitedStretch,
  turns: readonly SpokenTurn[],
  { words }: Search,
  { hits, likeness }: { hits: readonly WordHit[]; likeness: ReadonlyMap<number, number> },
): SpokenTurn | undefined {
  const told = new Map<number, number>();
  for (const { word, i } of hits) told.set(i, (told.get(i) ?? 0) + (words.weights.get(word) ?? 0));
  const value = (turn: SpokenTurn): number =>
    (told.get(turn.i) ?? 0) / Math.max(words.total, 0.001) +
    (likeness.get(turn.i) ?? 0) -
    0.01 * Math.abs(turn.i - best) +
    (speakers.has(turn.i) ? 1 : 0) +
    (decided.has(turn.i) ? (Math.abs(turn.i - best) <= decisionReach ? 1.2 : 0.3) : 0) -
    (oneLine(turn.text).length < leastQuoted ? 1 : 0);
  return turns.toSorted((a, b) => value(b) - value(a))[0];
}

/** "Weekly, 12 Nov, Mira at 04:31". */
export const whereSaid = (title: string, day: string, { speaker, startMs }: SpokenTurn): string => {
  const moment = startMs === null ? '' : `${speaker === '' ? '' : ' '}at ${sayMoment(startMs)}`;
  return [title, day, `${speaker}${moment}`].filter((part) => part !== '').join(', ');
};
