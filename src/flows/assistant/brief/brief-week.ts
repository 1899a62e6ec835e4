import type { Brief, BriefSubject, Sees } from '../../../contracts/answers.ts';
import { plural } from '../../../kit/text.ts';
import { alertsSince } from '../../../store/answer-alerts.ts';
import { findAssignedIssues } from '../../../store/answer-issues.ts';
import { loadVisibleMeetings, seesWork } from '../../../store/answer-scope.ts';
import { loadExtracts, loadTurnRanges } from '../../../store/answer-turns.ts';
import { findTroubledPages, loadReportedItems } from '../../../store/brief-reads.ts';
import { closedTypes, type KnownIssue } from '../../../store/linear-issues.ts';
import { sayAddress, sayDay } from '../answer/say-where.ts';
import { type BriefWork, finish } from './brief-work.ts';
import { citeIssue, citeNews, citeTurn, openReport, type Report, turnKey } from './cite.ts';
import { sayDate } from './say-item.ts';

const mostMeetings = 30;
const mostIssues = 200;
const mostAlerts = 30;
const mostPages = 15;

/**
 * What happened since a moment: meetings, decisions, work by person, alerts, pages that cannot be read. Of one channel
 * when it names one: then work is what came of that channel's meetings.
 */
export async function briefWeek(
  { sees: allowed, tenant, calendar }: BriefWork,
  about: BriefSubject & { kind: 'weekly' },
): Promise<Brief> {
  const since = new Date(about.since);
  const sees = about.channelId === null ? allowed : within(allowed, about.channelId);
  const known = await tenant(async (tx) => {
    const visible = await loadVisibleMeetings(tx, sees);
    const held = visible
      .filter(({ heldAt, createdAt, source }) => source !== 'page' && (heldAt ?? createdAt) >= since)
      .slice(0, mostMeetings);
    const extracts = await loadExtracts(
      tx,
      held.map(({ transcriptId }) => transcriptId),
    );
    const cited = held.flatMap(({ transcriptId }) => {
      const extract = extracts.get(transcriptId);
      return [...(extract?.decisions ?? []), ...(extract?.summary ?? []).slice(0, 1)].map(({ citation }) => ({
        transcriptId,
        from: citation.turn,
        to: citation.turn,
      }));
    });
    const spoken = await loadTurnRanges(tx, cited);
    const items =
      about.channelId === null
        ? null
        : await loadReportedItems(
            tx,
            visible.map(({ transcriptId }) => transcriptId),
          );
    const ofChannel = items && new Set(items.flatMap(({ issue }) => issue?.issueId ?? []));
    const assigned = seesWork(allowed) ? await findAssignedIssues(tx, since, mostIssues) : [];
    const issues = assigned.filter(({ brief }) => !ofChannel || ofChannel.has(brief.issueId));
    return {
      held,
      extracts,
      issues,
      spoken: new Map(spoken.map((turn) => [turnKey(turn.transcriptId, turn.i), turn])),
      news: await alertsSince(tx, sees, since, mostAlerts),
      troubled: await findTroubledPages(tx, sees, mostPages),
    };
  });
  const report = openReport();
  const { held, extracts, spoken } = known;
  report.section(
    'Meetings',
    held.map((meeting) => {
      const [first] = extracts.get(meeting.transcriptId)?.summary ?? [];
      const turn = first?.citation ?? { turn: 0, quote: meeting.title };
      const said = spoken.get(turnKey(meeting.transcriptId, turn.turn));
      return report.line(
        `${meeting.title}, ${sayDay(meeting.heldAt ?? meeting.createdAt, calendar)} · ${plural(meeting.speakers.length, 'speaker')}`,
        citeTurn(meeting, { i: turn.turn, quote: turn.quote, spoken: said }, calendar),
      );
    }),
  );
  report.section(
    'Decisions',
    held.flatMap((meeting) =>
      (extracts.get(meeting.transcriptId)?.decisions ?? []).map(({ text, citation: { turn, quote } }) =>
        report.line(
          text,
          citeTurn(
            meeting,
            { i: turn, quote, spoken: spoken.get(turnKey(meeting.transcriptId, turn)) },
            calendar,
          ),
        ),
      ),
    ),
  );
  const today = calendar.now.toISOString().slice(0, 10);
  const isOpen = ({ brief }: KnownIssue) => !closedTypes.some((type) => type === brief.stateType);
  const isOverdue = (issue: KnownIssue) =>
    isOpen(issue) && issue.brief.due !== null && issue.brief.due < today;
  const recent = known.issues.filter(({ updatedAt }) => updatedAt >= since);
  const late = known.issues.filter(isOverdue);
  byPerson(
    report,
    'Done',
    recent.filter(({ brief }) => brief.stateType === 'completed'),
  );
  byPerson(
    report,
    'In work',
    recent.filter((issue) => isOpen(issue) && !isOverdue(issue)),
  );
  byPerson(report, 'Overdue', late, ({ brief }) =>
    brief.due ? `, due ${sayDate(brief.due, calendar)}` : '',
  );
  report.section(
    'Alerts',
    known.news.map((news) =>
      report.line(`${sayDay(news.at, calendar)}: ${news.sentence}`, citeNews(news, calendar)),
    ),
  );
  report.section(
    'Pages that cannot be read',
    known.troubled.map(({ url, problem, since: from }) => {
      const what = `${problem.replaceAll('_', ' ')}${from ? ` since ${sayDay(from, calendar)}` : ''}`;
      return report.line(`${sayAddress(url)}: ${what}`, {
        kind: 'page_line',
        quote: what,
        where: sayAddress(url),
        url,
        thread: null,
        at: from?.toISOString() ?? null,
        turns: null,
      });
    }),
  );
  const day = sayDay(since, calendar);
  return finish(`Since ${day}`, report, `Nothing happened since ${day}: no meetings, no work, no alerts.`);
}

/** What a report of one channel may draw from. */
const within = (sees: Sees, channelId: string): Sees => ({
  channelIds: sees === 'all' || sees.channelIds.includes(channelId) ? [channelId] : [],
  unplaced: false,
});

/** A line for each person, each issue cited. */
function byPerson(
  report: Report,
  heading: string,
  issues: readonly KnownIssue[],
  more: (issue: KnownIssue) => string = () => '',
): void {
  const people = Map.groupBy(issues, ({ brief }) => brief.assignee ?? 'Nobody');
  report.section(
    heading,
    [...people].map(([person, own]) =>
      report.line(
        `${person}: ${own.map((issue) => `${issue.brief.identifier} ${issue.brief.title}${more(issue)}`).join('; ')}`,
        ...own.map(citeIssue),
      ),
    ),
  );
}
