import type { Brief, BriefSubject } from '../../../contracts/answers.ts';
import type { CitedText } from '../../../contracts/transcript.ts';
import { loadVisibleMeetings } from '../../../store/answer-scope.ts';
import { loadExtracts, loadTurnRanges } from '../../../store/answer-turns.ts';
import { loadReportedItems } from '../../../store/brief-reads.ts';
import { sayDay } from '../answer/say-where.ts';
import { type BriefWork, finish } from './brief-work.ts';
import { citeTurn, openReport, turnKey } from './cite.ts';
import { sayItem } from './say-item.ts';

/** A meeting: what was said, decided, promised and left open. */
export async function briefMeeting(
  { sees, tenant, calendar }: BriefWork,
  about: BriefSubject & { kind: 'meeting' },
): Promise<Brief> {
  const known = await tenant(async (tx) => {
    const visible = await loadVisibleMeetings(tx, sees);
    const meeting = visible.find(({ transcriptId, channelId }) =>
      about.transcriptId === null ? channelId === about.channelId : transcriptId === about.transcriptId,
    );
    if (!meeting) return null;
    const ids = [meeting.transcriptId];
    const extract = (await loadExtracts(tx, ids)).get(meeting.transcriptId) ?? null;
    const items = await loadReportedItems(tx, ids);
    const turns = [
      ...[extract?.summary, extract?.decisions, extract?.questions].flatMap((list) => list ?? []),
      ...items.map(({ extracted }) => extracted),
    ].map(({ citation }) => citation.turn);
    const spoken = await loadTurnRanges(
      tx,
      [...new Set(turns)].map((i) => ({ transcriptId: meeting.transcriptId, from: i, to: i })),
    );
    return { meeting, extract, items, spoken };
  });
  if (!known)
    return finish(
      'Meeting',
      openReport(),
      'No meeting of this channel is known yet: hand one in with a file.',
    );
  const { meeting, extract, items } = known;
  const spoken = new Map(known.spoken.map((turn) => [turnKey(turn.transcriptId, turn.i), turn]));
  const report = openReport();
  const cite = ({ turn, quote }: CitedText['citation']) =>
    citeTurn(meeting, { i: turn, quote, spoken: spoken.get(turnKey(meeting.transcriptId, turn)) }, calendar);
  const told = (list: readonly CitedText[] | undefined) =>
    (list ?? []).map(({ text, citation }) => report.line(text, cite(citation)));
  report.section('Summary', told(extract?.summary));
  report.section('Decisions', told(extract?.decisions));
  report.section(
    'Actions',
    items.map((item) => report.line(sayItem(item, calendar), cite(item.extracted.citation))),
  );
  report.section('Open questions', told(extract?.questions));
  const day = sayDay(meeting.heldAt ?? meeting.createdAt, calendar);
  return finish(
    `${meeting.title}, ${day}`,
    report,
    `Nothing was read out of ${meeting.title} yet.`,
    extract?.by ?? 'rules',
  );
}
