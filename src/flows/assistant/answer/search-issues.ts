import { findIssuesAbout } from '../../../store/answer-issues.ts';
import { lexemesOf, seesWork } from '../../../store/answer-scope.ts';
import type { KnownIssue } from '../../../store/linear-issues.ts';
import { cutQuote, stemsOf } from './cut-quote.ts';
import { type Evidence, relevanceOf } from './evidence.ts';
import { type Calendar, sayDay } from './say-where.ts';
import type { Search } from './search.ts';
import { coverageOf } from './weigh-words.ts';

const preferWork = 0.1;
/** A description that goes on longer is cut for comparing and for the model. */
const longestDescription = 2_000;

/** Issues that bear on a question. */
export async function searchIssues(search: Search): Promise<Evidence[]> {
  const { query, near, sees, words, tenant } = search;
  if (!seesWork(sees)) return [];
  const found = await tenant(async (tx) => {
    const issues = await findIssuesAbout(tx, {
      words: [...words.weights.keys()],
      identifiers: query.identifiers,
      near,
    });
    const lexemes = await lexemesOf(
      tx,
      issues.map(({ issue }) => textOf(issue)),
    );
    return issues.map((one, at) => ({ ...one, lexemes: lexemes[at] ?? [] }));
  });
  return found.map(({ issue, likeness, lexemes }) => {
    const isNamed = query.identifiers.includes(issue.brief.identifier);
    const covers = isNamed ? 1 : coverageOf(lexemes, words);
    const relevance = isNamed ? 1 : relevanceOf(covers, likeness);
    const isOver = ['completed', 'canceled', 'duplicate'].includes(issue.brief.stateType);
    return issueEvidence(issue, search, {
      covers,
      relevance,
      score: relevance + (query.asks.work && !isOver ? preferWork : 0),
    });
  });
}

function textOf({ brief, description }: KnownIssue): string {
  return [brief.title, brief.assignee ?? '', brief.state, description.slice(0, longestDescription)].join(
    '\n',
  );
}

function issueEvidence(
  issue: KnownIssue,
  { query, calendar }: Search,
  worth: Pick<Evidence, 'covers' | 'relevance' | 'score'>,
): Evidence {
  const { brief, description } = issue;
  const where = `${brief.identifier}, ${brief.state}`;
  const stems = stemsOf(query.words);
  const lines = [brief.title, ...description.split(/\n+/).map((line) => line.trim())]
    .filter((line) => line !== '')
    .slice(0, 20)
    .map((line) => ({ quote: cutQuote(line, stems), where, url: brief.url, turn: null }));
  const says = sayIssue(issue, calendar);
  return {
    kind: 'issue',
    key: `issue ${brief.issueId}`,
    text: `${brief.identifier}: ${brief.title}\n${says}\n${description.slice(0, longestDescription)}`,
    quote: brief.title,
    lines,
    where,
    url: brief.url,
    thread: null,
    at: issue.updatedAt.toISOString(),
    turns: null,
    ...worth,
    says,
    group: `issue ${brief.issueId}`,
  };
}

/** "ENG-12 is In Progress, assigned to Ana Ruiz, due 8 May." */
export function sayIssue({ brief }: Pick<KnownIssue, 'brief'>, calendar: Calendar): string {
  const parts = [
    `${brief.identifier} is ${brief.state}`,
    brief.assignee === null ? 'assigned to nobody' : `assigned to ${brief.assignee}`,
    ...(brief.due === null
      ? []
      : [`due ${sayDay(new Date(`${brief.due.slice(0, 10)}T12:00:00Z`), { ...calendar, timeZone: 'UTC' })}`]),
  ];
  return `${parts.join(', ')}.`;
}
