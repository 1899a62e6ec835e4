import type { Brief, BriefSubject, Sees } from '../../../contracts/answers.ts';
import { plural } from '../../../kit/text.ts';
import { alertsSince } from '../../../store/answer-alerts.ts';
import { findReportedIssues } from '../../../store/answer-issues.ts';
import { loadVisibleMeetings, seesWork } from '../../../store/answer-scope.ts';
import { loadExtracts, loadTurnRanges } from '../../../store/answer-turns.ts';
import { findChannelWork, findTroubledPages, findWorkByLookout } from '../../../store/brief-reads.ts';
import { sayAddress, sayDay } from '../answer/say-where.ts';
import { type BriefWork, finish } from './brief-work.ts';
import { citeNews, citeTurn, openReport, turnKey } from './cite.ts';
import { reportWork } from './report-work.ts';

const mostMeetings = 30;
const mostIssues = 1_000;
const mostAlerts = 30;
const mostPages = 15;

/**
 * What happened since a moment: meetings, decisions, work by person, alerts, pages that cannot be read. Of one channel
 * when it names one: then work is that of the teams its meetings give work to, and what Lookout was told to do.
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
      .filter(({ heldAt, createdAt }) => (heldAt ?? createdAt) >= since)
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
    const work = about.channelId === null ? null : await findChannelWork(tx, sees);
    const byLookout = await findWorkByLookout(tx, sees, since);
    const reported = seesWork(allowed) ? await findReportedIssues(tx, since, mostIssues) : [];
    const issues = reported.filter(
      ({ brief: { issueId, identifier } }) =>
        !work ||
        work.issueIds.has(issueId) ||
        byLookout.has(issueId) ||
        work.teamKeys.has(identifier.split('-')[0] ?? ''),
    );
    return {
      held,
      extracts,
      issues,
      byLookout,
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
  reportWork(report, { issues: known.issues, byLookout: known.byLookout, since, calendar });
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
