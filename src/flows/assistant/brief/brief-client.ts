import type { Brief, BriefSubject } from '../../../contracts/answers.ts';
import { alertsNaming } from '../../../store/answer-alerts.ts';
import { loadVisibleMeetings, seesWork } from '../../../store/answer-scope.ts';
import { loadTurnRanges } from '../../../store/answer-turns.ts';
import { findIssuesNaming, findTurnsNaming, loadReportedItems } from '../../../store/brief-reads.ts';
import { cutQuote } from '../answer/cut-quote.ts';
import { sayDay } from '../answer/say-where.ts';
import { sayIssue } from '../answer/search-issues.ts';
import { type BriefWork, finish } from './brief-work.ts';
import { citeIssue, citeNews, citeTurn, openReport, turnKey } from './cite.ts';
import { sayItem } from './say-item.ts';

const mostTurns = 400;
const mostMeetings = 8;
const mostQuoted = 3;
const mostIssues = 12;
const mostAlerts = 8;

/** What is known of a client: when it last came up, what was said of it, open work, issues and news. */
export async function briefClient(
  { sees, tenant, calendar }: BriefWork,
  { name }: BriefSubject & { kind: 'client' },
): Promise<Brief> {
  const known = await tenant(async (tx) => {
    const visible = await loadVisibleMeetings(tx, sees);
    const ids = visible.map(({ transcriptId }) => transcriptId);
    const named = Map.groupBy(
      await findTurnsNaming(tx, { name, transcriptIds: ids, limit: mostTurns }),
      ({ transcriptId }) => transcriptId,
    );
    const isTitled = new RegExp(
      `(?<![\\p{L}\\p{N}])${name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
      'iu',
    );
    const about = visible
      .filter(({ transcriptId, title }) => named.has(transcriptId) || isTitled.test(title))
      .slice(0, mostMeetings);
    const items = await loadReportedItems(
      tx,
      about.map(({ transcriptId }) => transcriptId),
    );
    // A meeting about the client: all its work. One where the name came up: the work that names it.
    const theirs = items.filter(
      ({ transcriptId, title, extracted }) =>
        about.some((meeting) => meeting.transcriptId === transcriptId && isTitled.test(meeting.title)) ||
        isTitled.test(`${title} ${extracted.description} ${extracted.citation.quote}`),
    );
    const wanted = [
      ...about.flatMap(({ transcriptId }) => (named.get(transcriptId) ?? []).slice(0, mostQuoted)),
      ...theirs.map(({ transcriptId, extracted }) => ({ transcriptId, i: extracted.citation.turn })),
    ];
    const spoken = await loadTurnRanges(
      tx,
      [...new Map(wanted.map((one) => [turnKey(one.transcriptId, one.i), one])).values()].map(
        ({ transcriptId, i }) => ({ transcriptId, from: i, to: i }),
      ),
    );
    return {
      about,
      named,
      theirs,
      spoken: new Map(spoken.map((turn) => [turnKey(turn.transcriptId, turn.i), turn])),
      issues: seesWork(sees) ? await findIssuesNaming(tx, name, mostIssues) : [],
      news: await alertsNaming(tx, sees, name, mostAlerts),
    };
  });
  const report = openReport();
  const meetingOf = new Map(known.about.map((meeting) => [meeting.transcriptId, meeting]));
  const spokenIn = (transcriptId: string) =>
    (known.named.get(transcriptId) ?? []).slice(0, mostQuoted).flatMap(({ i }) => {
      const meeting = meetingOf.get(transcriptId);
      const spoken = known.spoken.get(turnKey(transcriptId, i));
      return meeting && spoken
        ? [citeTurn(meeting, { i, quote: cutQuote(spoken.text, [name.toLowerCase()]), spoken }, calendar)]
        : [];
    });
  const contacts = known.about.flatMap((meeting) => {
    const cited = spokenIn(meeting.transcriptId);
    const day = sayDay(meeting.heldAt ?? meeting.createdAt, calendar);
    return cited.length > 0 ? [{ text: `${meeting.title}, ${day}`, cited }] : [];
  });
  const [last] = contacts;
  if (last) report.section('Last came up', [report.line(last.text, ...last.cited)]);
  report.section(
    'Earlier',
    contacts.slice(1).map(({ text, cited }) => report.line(text, ...cited)),
  );
  const shown = new Set(known.theirs.flatMap(({ issue }) => issue?.issueId ?? []));
  report.section(
    'Work',
    known.theirs.flatMap((item) => {
      const meeting = meetingOf.get(item.transcriptId);
      const { turn, quote } = item.extracted.citation;
      const spoken = known.spoken.get(turnKey(item.transcriptId, turn));
      return meeting
        ? [report.line(sayItem(item, calendar), citeTurn(meeting, { i: turn, quote, spoken }, calendar))]
        : [];
    }),
  );
  report.section(
    'Issues',
    known.issues
      .filter(({ brief }) => !shown.has(brief.issueId))
      .map((issue) => report.line(sayIssue(issue, calendar), citeIssue(issue))),
  );
  report.section(
    'News',
    known.news.map((news) =>
      report.line(`${sayDay(news.at, calendar)}: ${news.sentence}`, citeNews(news, calendar)),
    ),
  );
  return finish(name, report, `Nothing about ${name} was found in meetings, issues or alerts.`);
}
