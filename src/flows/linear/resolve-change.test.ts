import { expect, test } from 'vitest';
import type { LinearCatalog } from '../../contracts/linear.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';
import { resolveChange } from './resolve-change.ts';

const states = [
  ['Shipped', 'completed', 8, 'T'],
  ['Done', 'completed', 9, 'T'],
  ['In Progress', 'started', 4, 'T'],
  ['In Review', 'started', 5, 'T'],
  ['Todo', 'unstarted', 2, 'T'],
  ["Won't do", 'canceled', 10, 'T'],
  ['Verified', 'started', 1, 'OTHER'],
] as const;
const catalog = {
  states: states.map(([name, type, position, teamId]) => ({ id: name, name, type, position, teamId })),
} as unknown as LinearCatalog;
const issue = (state: string): LinearIssue => ({
  issueId: 'i',
  identifier: 'ENG-1',
  url: '',
  title: 'A title',
  description: '',
  priority: 2,
  due: null,
  updatedAt: new Date(0),
  archived: false,
  trashed: false,
  state: { id: state, name: state, type: states.find(([name]) => name === state)?.[1] ?? 'started' },
  assignee: { id: 'u1', name: 'Ada' },
  teamId: 'T',
  isPrivate: false,
});

test.each([
  ['Todo', 'done', 'Done'], // the one that is called so, not the first of its type
  ['Done', 'reopened', 'Todo'],
  ['Todo', 'Cancelled', "Won't do"],
  ['Todo', 'in-progress', 'In Progress'],
  ['Todo', 'IN REVIEW', 'In Review'],
  ['Todo', 'ship', 'Shipped'],
])('from %s, “%s” goes to %s', (from, said, to) => {
  expect(resolveChange(issue(from), { state: said }, catalog)).toEqual({ stateId: to });
});

test.each([
  ['Shipped', { state: 'done' }],
  ['In Progress', { state: 'reopened' }],
  ['Todo', { state: 'todo', title: 'A title', priority: 2 as const, assigneeId: 'u1', due: null }],
])('%s is already %j: nothing is sent', (from, change) => {
  expect(resolveChange(issue(from), change, catalog)).toEqual({});
});

test('nobody and no date are values, and differ from saying nothing', () => {
  expect(
    resolveChange({ ...issue('Todo'), due: '2026-05-29' }, { assigneeId: null, due: null }, catalog),
  ).toEqual({ assigneeId: null, dueDate: null });
});

test.each(['in', 'Verified', ''])('“%s” is no state of the team, or not one alone', (said) => {
  expect(() => resolveChange(issue('Todo'), { state: said }, catalog)).toThrow(
    expect.objectContaining({ code: 'bad_input' }),
  );
});
