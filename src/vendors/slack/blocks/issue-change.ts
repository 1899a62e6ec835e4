import type { ActionsBlock, KnownBlock } from '@slack/types';
import { cleanText } from '../../../kit/text.ts';
import { askActionIds } from '../ask-action-ids.ts';
import type { SlackMessage } from '../web-client.ts';
import { linkTo } from './link.ts';
import { personInWords } from './people.ts';
import { inline, plain, section } from './text.ts';

/** An issue to show; the contract's IssueBrief fits. */
export interface ShownIssue {
  identifier: string;
  url: string;
  title: string;
  state: string;
  assignee: string | null;
  due: string | null;
  priority: number;
}

const priorityNames = ['No priority', 'Urgent', 'High', 'Medium', 'Low'] as const;
const priorityName = (priority: number): string => priorityNames[priority] ?? 'No priority';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** "Fri 27 Nov": a day has no zone, so it is written out. */
export function dayInWords(due: string): string {
  const day = new Date(`${due.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return inline(due, 40);
  return `${weekdays[day.getUTCDay()]} ${day.getUTCDate()} ${months[day.getUTCMonth()]}`;
}

const undoButton = (changeId: string): ActionsBlock => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: askActionIds.undo, text: plain('Undo', 75), value: changeId }],
});

/** "ENG-12 Annual billing · In Progress · Ada Lovelace · due Fri 27 Nov · High", what is not set left out. */
export function issueLine(issue: ShownIssue): string {
  return [
    `${linkTo(issue.url, issue.identifier)} ${inline(issue.title, 150)}`,
    inline(issue.state, 40),
    ...(issue.assignee ? [inline(issue.assignee, 60)] : []),
    ...(issue.due ? [`due ${dayInWords(issue.due)}`] : []),
    ...(issue.priority > 0 ? [priorityName(issue.priority)] : []),
  ].join(' · ');
}

/** One issue was made on somebody's order. */
export function createdMessage(
  issue: ShownIssue & { changeId: string },
  by: string,
  likely: ShownIssue[],
): SlackMessage {
  const line = `✓ ${issueLine(issue)} · ${personInWords(by)}`;
  const near = likely.map((one) => `Perhaps related: ${issueLine(one)}`);
  return {
    text: `✓ ${issue.identifier} created: ${inline(issue.title)}`,
    blocks: [section([line, ...near].join('\n')), undoButton(issue.changeId)],
  };
}

/** "ENG-12: In Review → In Progress · @who": what is different, and nothing else. */
export function changedMessage(
  { changeId, before, after }: { changeId: string; before: ShownIssue; after: ShownIssue },
  by: string,
): SlackMessage {
  const changes = differences(before, after);
  const name = linkTo(after.url, after.identifier);
  if (changes.length === 0) {
    const text = `${name} is so already: ${inline(after.state, 40)}${after.assignee ? ` · ${inline(after.assignee, 60)}` : ''}.`;
    return { text, blocks: [section(text)] };
  }
  const text = `${name}: ${changes.join(' · ')} · ${personInWords(by)}`;
  return {
    text: `${after.identifier}: ${changes.join(' · ')}`,
    blocks: [section(text), undoButton(changeId)],
  };
}

function differences(before: ShownIssue, after: ShownIssue): string[] {
  const change = (was: string, is: string) => (was === is ? [] : [`${was} → ${is}`]);
  const owner = (name: string | null) => (name ? inline(name, 60) : 'nobody');
  const due = (day: string | null) => (day ? `due ${dayInWords(day)}` : 'no due date');
  return [
    ...change(`“${inline(before.title, 150)}”`, `“${inline(after.title, 150)}”`),
    ...change(inline(before.state, 40), inline(after.state, 40)),
    ...change(owner(before.assignee), owner(after.assignee)),
    ...change(due(before.due), due(after.due)),
    ...change(priorityName(before.priority), priorityName(after.priority)),
  ];
}

/** The issue that is wanted exists already, it seems: one question before a second is made. */
export function likelyMessage(likely: readonly ShownIssue[], order: string): SlackMessage {
  const blocks: KnownBlock[] = [
    section(['This may exist already:', ...likely.map((one) => `• ${issueLine(one)}`)].join('\n')),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: askActionIds.createAnyway,
          text: plain('Create anyway', 75),
          value: cleanText(order.slice(0, 1_900)),
        },
      ],
    },
  ];
  return { text: `This may exist already: ${likely.map(({ identifier }) => identifier).join(', ')}`, blocks };
}
