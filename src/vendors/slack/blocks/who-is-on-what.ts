import { plural } from '../../../kit/text.ts';
import type { SlackMessage } from '../web-client.ts';
import { issueLine, type ShownIssue } from './issue-change.ts';
import { inSections } from './passages.ts';
import { bold, context, inline } from './text.ts';

const mostPeople = 15;
const mostEach = 6;

type OpenIssue = ShownIssue & { stateType: string };

const stateOrder = ['started', 'unstarted', 'triage', 'backlog'];
const stateRank = ({ stateType }: OpenIssue): number => {
  const rank = stateOrder.indexOf(stateType);
  return rank < 0 ? stateOrder.length : rank;
};
/** Linear counts from 1, the most urgent; 0 is none. */
const urgency = ({ priority }: OpenIssue): number => (priority === 0 ? 5 : priority);

/** What somebody is on before what waits; of each the most urgent first, then what is due first. */
const byWeight = (a: OpenIssue, b: OpenIssue): number =>
  stateRank(a) - stateRank(b) || urgency(a) - urgency(b) || (a.due ?? '9999').localeCompare(b.due ?? '9999');

/** Open issues by person; those of nobody last. `limit` is how many were asked for. */
export function whoMessage(
  issues: readonly OpenIssue[],
  { about, limit }: { about: string; limit: number },
): SlackMessage {
  const byPerson = Map.groupBy(issues, ({ assignee }) => assignee ?? '');
  const people = [...byPerson].sort(
    ([a, ofA], [b, ofB]) => Number(a === '') - Number(b === '') || ofB.length - ofA.length,
  );
  const lines = people.slice(0, mostPeople).map(([person, own]) => personLines(person, own));
  const cut = issues.length >= limit || people.length > mostPeople;
  return {
    text: `${inline(about)}: ${plural(issues.length, 'open issue')}`,
    blocks: [
      ...inSections(lines),
      ...(cut ? [context('Only the last changed are shown. Name a person to see all of theirs.')] : []),
    ],
  };
}

function personLines(person: string, issues: readonly OpenIssue[]): string {
  const left = issues.length - mostEach;
  return [
    `${bold(person || 'Nobody', 80)} · ${issues.length}`,
    ...[...issues]
      .sort(byWeight)
      .slice(0, mostEach)
      .map((issue) => `• ${issueLine({ ...issue, assignee: null })}`),
    ...(left > 0 ? [`… and ${left} more`] : []),
  ].join('\n');
}
