import * as z from 'zod';
import { IssueBrief, type TodoBrief } from '../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';

/** What Linear and Notion both know of a piece of work. */
export const SideValues = z.object({ done: z.boolean(), title: z.string() });
export type SideValues = z.infer<typeof SideValues>;

/** What both sides last agreed on, and what was last seen on each. `notion` is null until a to-do was seen. */
export const Agreed = SideValues.extend({ linear: SideValues, notion: SideValues.nullable() });
export type Agreed = z.infer<typeof Agreed>;

const closedTypes: readonly IssueBrief['stateType'][] = ['completed', 'canceled', 'duplicate'];

export const isClosed = (issue: Pick<IssueBrief, 'stateType'>): boolean =>
  closedTypes.includes(issue.stateType);

/** Titles compare as one line of at most 255 characters, which is what Linear takes. */
const titleOf = (text: string): string => truncate(oneLine(cleanText(text)), 255);

/** An issue nobody has to do any more is ticked: done, cancelled and duplicate alike. */
export const valuesOfIssue = (issue: IssueBrief): SideValues => ({
  done: isClosed(issue),
  title: titleOf(issue.title),
});

export const valuesOfTodo = (todo: TodoBrief): SideValues => ({
  done: todo.checked,
  title: titleOf(todo.text),
});

/** An issue that was just made: the page will be written as it is. */
export const agreedOn = (issue: IssueBrief): Agreed => {
  const values = valuesOfIssue(issue);
  return { ...values, linear: values, notion: null };
};

export const agreedOnLinked = (issue: Record<string, unknown>): Agreed => agreedOn(IssueBrief.parse(issue));
