import type { IssueChange, LinearCatalog } from '../../contracts/linear.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { IssuePatch } from '../../vendors/linear/linear-client.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';

type State = LinearCatalog['states'][number];

const closed = new Set(['completed', 'canceled', 'duplicate']);
/** What people say in place of a state's name, and the types that mean it, the likeliest first. */
const spoken: Record<string, readonly string[]> = {
  done: ['completed'],
  reopened: ['unstarted', 'backlog', 'triage', 'started'],
  canceled: ['canceled'],
};

/**
 * What to send to Linear so that the issue becomes as asked; empty when it is so already. States are looked up
 * within the issue's own team. Throws bad_input naming the states there are.
 */
export function resolveChange(issue: LinearIssue, change: IssueChange, catalog: LinearCatalog): IssuePatch {
  const patch: IssuePatch = {};
  if (change.title !== undefined && change.title !== issue.title) patch.title = change.title;
  if (change.assigneeId !== undefined && change.assigneeId !== (issue.assignee?.id ?? null))
    patch.assigneeId = change.assigneeId;
  if (change.due !== undefined && change.due !== issue.due) patch.dueDate = change.due;
  if (change.priority !== undefined && change.priority !== issue.priority) patch.priority = change.priority;
  if (change.state !== undefined) {
    const stateId = resolveState(issue, change.state, catalog);
    if (stateId !== issue.state.id) patch.stateId = stateId;
  }
  return patch;
}

function resolveState(issue: LinearIssue, wanted: string, catalog: LinearCatalog): string {
  const states = catalog.states
    .filter((state) => state.teamId === issue.teamId)
    .sort((a, b) => a.position - b.position);
  const name = fold(wanted);
  const named = states.find((state) => fold(state.name) === name);
  const types = spoken[name === 'cancelled' ? 'canceled' : name];
  if (types) {
    const isThere = name === 'reopened' ? !closed.has(issue.state.type) : types.includes(issue.state.type);
    if (isThere) return issue.state.id;
    // A team may call one of several completed states "Done": then that one is meant.
    const ofType = named && types.includes(named.type) ? named : firstOf(states, types);
    if (ofType) return ofType.id;
  }
  const found = named ?? onlyOne(states.filter((state) => name !== '' && fold(state.name).startsWith(name)));
  if (found) return found.id;
  const names = states.map((state) => state.name).join(', ');
  throw new LookoutError('bad_input', 'no such state in the team', {
    humanMessage: `${issue.identifier} has no state “${wanted}”. Its team has: ${names || 'none that is known'}.`,
  });
}

/** "In progress", "in-progress" and "IN PROGRESS" are one. */
const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

const firstOf = (states: readonly State[], types: readonly string[]): State | undefined => {
  for (const type of types) {
    const first = states.find((state) => state.type === type);
    if (first) return first;
  }
  return undefined;
};

const onlyOne = (states: readonly State[]): State | undefined =>
  states.length === 1 ? states[0] : undefined;
