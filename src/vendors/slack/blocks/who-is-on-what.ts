import { plural } from '../../../kit/text.ts';
import type { SlackMessage } from '../web-client.ts';
import { issueLine, type ShownIssue } from './issue-change.ts';
import { inSections } from './passages.ts';
import { bold, context, inline } from './text.ts';

const mostPeople = 15;
const mostEach = 6;

/** Open issues by person; those of nobody last. `limit` is how many were asked for. */
export function whoMessage(
  issues: readonly ShownIssue[],
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

function personLines(person: string, issues: readonly ShownIssue[]): string {
  const left = issues.length - mostEach;
  return [
    `${bold(person || 'Nobody', 80)} · ${issues.length}`,
    ...issues.slice(0, mostEach).map((issue) => `• ${issueLine({ ...issue, assignee: null })}`),
    ...(left > 0 ? [`… and ${left} more`] : []),
  ].join('\n');
}
