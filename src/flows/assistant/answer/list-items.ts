import type { Extract } from '../../../contracts/transcript.ts';
import { lexemesOf, type VisibleMeeting } from '../../../store/answer-scope.ts';
import { loadTurnRanges, type SpokenTurn } from '../../../store/answer-turns.ts';
import { cutQuote, stemsOf } from './cut-quote.ts';
import { type Evidence, relevanceOf } from './evidence.ts';
import { sayDay } from './say-where.ts';
import { preferHere, type Search } from './search.ts';
import { whereSaid } from './stretch-evidence.ts';
import { coverageOf } from './weigh-words.ts';

/** What was read out of a meeting answers a question for it alone as well as words that all stand in a turn. */
const listedRelevance = 0.7;
const mostListed = 12;
/** With fewer of the question's words a task is another one. */
const leastCovered = 0.6;
/** What was read out of a meeting goes before the words it was read from. */
const preferItem = 0.25;
const decidedMark = 'Decided';
/** Turns around an item that say what "yes, I do" is the answer to. */
const around = 2;

interface Item {
  meeting: VisibleMeeting;
  turn: number;
  quote: string;
  /** Before the meeting: "Decided", "Linus took on". */
  what: string;
  text: string;
}

interface FoundItem extends Item {
  covers: number;
  relevance: number;
}

/**
 * Decisions or tasks as they were read out of meetings, for a question that names no subject: "what did Linus promise?",
 * "what did we decide yesterday?", or either in the thread of a meeting. Newest meeting first; without a person, a time
 * or a thread nothing, since it would be a list of everything.
 */
export async function listItems(
  search: Search,
  meetings: readonly VisibleMeeting[],
  extracts: ReadonlyMap<string, Extract>,
  speakers: readonly string[],
): Promise<Evidence[]> {
  const { query, words, here } = search;
  if (words.weights.size > 0) return await itemsAbout(search, meetings, extracts, speakers);
  const standing = meetings.filter(({ transcriptId }) => here.meetings.has(transcriptId));
  const isNarrowed = speakers.length > 0 || query.period !== null;
  const items = (standing.length > 0 ? standing : isNarrowed ? meetings : [])
    .flatMap((meeting) => itemsOf(meeting, extracts.get(meeting.transcriptId), search, speakers))
    .slice(0, mostListed);
  return await asEvidence(
    items.map((item, place) => ({ ...item, covers: 1, relevance: listedRelevance - place / 1_000 })),
    search,
  );
}

/** Tasks whose title or words hold most of what is asked: who is to do it is what "who tells the customers?" asks. */
async function itemsAbout(
  search: Search,
  meetings: readonly VisibleMeeting[],
  extracts: ReadonlyMap<string, Extract>,
  speakers: readonly string[],
): Promise<Evidence[]> {
  if (!search.query.asks.work) return [];
  const tasks = meetings
    .flatMap((meeting) => itemsOf(meeting, extracts.get(meeting.transcriptId), search, speakers))
    .filter(({ what }) => what !== decidedMark);
  const lexemes = await search.tenant((tx) =>
    lexemesOf(
      tx,
      tasks.map(({ text, quote }) => `${text}\n${quote}`),
    ),
  );
  const about = tasks
    .map((item, at) => ({ ...item, covers: coverageOf(lexemes[at] ?? [], search.words) }))
    .filter(({ covers }) => covers >= leastCovered)
    .toSorted((a, b) => b.covers - a.covers)
    .slice(0, mostListed)
    .map((item) => ({ ...item, relevance: relevanceOf(item.covers, null) }));
  return await asEvidence(about, search);
}

async function asEvidence(items: readonly FoundItem[], search: Search): Promise<Evidence[]> {
  if (items.length === 0) return [];
  const turns = await search.tenant((tx) =>
    loadTurnRanges(
      tx,
      items.map(({ meeting, turn }) => ({
        transcriptId: meeting.transcriptId,
        from: turn - around,
        to: turn + around,
      })),
    ),
  );
  return items.flatMap((item) => itemEvidence(item, turns, search));
}

function itemsOf(
  meeting: VisibleMeeting,
  extract: Extract | undefined,
  { query }: Search,
  speakers: readonly string[],
): Item[] {
  const decisions = query.asks.decision && speakers.length === 0 ? (extract?.decisions ?? []) : [];
  const actions = query.asks.work ? (extract?.actions ?? []) : [];
  return [
    ...decisions.map(({ text, citation }) => ({ meeting, ...citation, what: decidedMark, text })),
    ...actions.flatMap(({ title, owner, citation }) => {
      const name = owner.state === 'named' ? owner.spoken : null;
      if (speakers.length > 0 && !speakers.some((speaker) => name !== null && isSame(name, speaker)))
        return [];
      return [{ meeting, ...citation, what: name === null ? 'Agreed' : `${name} took on`, text: title }];
    }),
  ];
}

/** "Linus" of an item is the speaker "Linus Berg". */
function isSame(name: string, speaker: string): boolean {
  const [one, other] = [name.toLowerCase(), speaker.toLowerCase()];
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

function itemEvidence(
  { meeting, turn, quote, what, text, covers, relevance }: FoundItem,
  turns: readonly SpokenTurn[],
  { query, calendar, here }: Search,
): Evidence[] {
  const near = turns.filter(
    ({ transcriptId, i }) => transcriptId === meeting.transcriptId && Math.abs(i - turn) <= around,
  );
  const said = near.find(({ i }) => i === turn);
  if (!said) return [];
  const held = meeting.heldAt ?? meeting.createdAt;
  const day = sayDay(held, calendar);
  const { channelId, threadTs, transcriptId, title } = meeting;
  const lineOf = (one: SpokenTurn) => ({
    quote: one === said ? quote : cutQuote(one.text, stemsOf(query.words)),
    where: whereSaid(title, day, one),
    url: one.url,
    turn: one.i,
  });
  return [
    {
      kind: 'turn',
      key: `turn ${transcriptId} ${turn}`,
      text: near.map(({ speaker, text: words }) => `${speaker}: ${words}`).join('\n'),
      quote,
      where: whereSaid(title, day, said),
      url: said.url,
      lines: near.map(lineOf),
      thread: channelId !== null && threadTs !== null ? { channelId, threadTs } : null,
      at: held.toISOString(),
      turns: { transcriptId, from: near[0]?.i ?? turn, to: near.at(-1)?.i ?? turn },
      covers,
      relevance,
      score: relevance + preferItem + (here.meetings.has(transcriptId) ? preferHere : 0),
      says: `${what} in ${title} on ${day}: ${text.replace(/[.\s]*$/, '')}.`,
      group: `item ${transcriptId} ${turn} ${text}`,
    },
  ];
}
