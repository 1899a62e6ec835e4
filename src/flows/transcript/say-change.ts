import type { IssueBrief } from '../../contracts/transcript.ts';
import { escapeMrkdwn } from '../../kit/text.ts';
import type { MergedSides } from './merge-sides.ts';
import { isClosed } from './side-values.ts';

/** An issue before and after, what became of it on the page, and who did it. */
export interface ChangeSeen {
  before: IssueBrief;
  now: IssueBrief;
  /** How it is gone from Linear's boards; null when it is there. */
  gone: 'archived' | 'deleted' | null;
  wasGone: 'archived' | 'deleted' | null;
  merged: Pick<MergedSides, 'done' | 'title'>;
  /** What both sides had agreed on before: Linear doing what the page ordered was told with the order. */
  agreed: { done: boolean; title: string };
  /** What the to-do says, when it decides. */
  todo: { done: boolean; title: string } | null;
}

/**
 * The line a thread hears of a change: done, cancelled, reopened, reassigned, retitled, archived, deleted, back again.
 * That the page follows is not said of a title: somebody may have changed it there at the same time. Null for what only
 * the card shows. mrkdwn.
 */
export function sayChange(change: ChangeSeen): string | null {
  const name = linkOf(change.now);
  const said = change.gone
    ? [`was ${change.gone} in Linear`]
    : [sayReturn(change), sayState(change), sayTitle(change), sayAssignee(change)].filter(
        (part) => part !== null,
      );
  return said.length === 0 ? null : `${name} ${said.join(', ')}`;
}

const linkOf = ({ identifier, url }: IssueBrief): string =>
  /^https:\/\/[^\s|<>]+$/.test(url)
    ? `<${escapeMrkdwn(url)}|${escapeMrkdwn(identifier)}>`
    : escapeMrkdwn(identifier);

const sayReturn = ({ wasGone }: ChangeSeen): string | null =>
  wasGone && `was ${wasGone === 'archived' ? 'unarchived' : 'restored'} in Linear`;

function sayState({ before, now, merged, todo, agreed }: ChangeSeen): string | null {
  if (merged.done === 'toLinear' && todo)
    return todo.done
      ? 'was ticked in Notion · now done in Linear'
      : 'was unticked in Notion · now reopened in Linear';
  if (before.stateType === now.stateType) return null;
  if (isClosed(before) !== isClosed(now) && isClosed(now) === agreed.done) return null;
  const onPage = merged.done === 'toNotion';
  if (now.stateType === 'completed') return `is done in Linear${onPage ? ' · now ticked in Notion' : ''}`;
  if (isClosed(now) && !isClosed(before)) {
    const word =
      now.stateType === 'canceled' ? 'was cancelled in Linear' : 'was closed in Linear as a duplicate';
    return `${word}${onPage ? ' · now ticked in Notion' : ''}`;
  }
  return isClosed(before) && !isClosed(now)
    ? `was reopened in Linear${onPage ? ' · now unticked in Notion' : ''}`
    : null;
}

function sayTitle({ before, now, merged, todo, agreed }: ChangeSeen): string | null {
  if (merged.title === 'conflict') return 'was retitled in Linear and on the page: choose which is right';
  if (merged.title === 'toLinear' && todo)
    return `is now called “${escapeMrkdwn(todo.title)}”, as on the page`;
  if (before.title === now.title || now.title === agreed.title) return null;
  return `is now called “${escapeMrkdwn(now.title)}”`;
}

function sayAssignee({ before, now }: ChangeSeen): string | null {
  if (before.assignee === now.assignee) return null;
  return now.assignee ? `is now with ${escapeMrkdwn(now.assignee)}` : 'is with nobody now';
}
