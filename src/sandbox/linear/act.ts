import { GraphQLError } from 'graphql';
import { LookoutError } from '../../kit/errors.ts';
import { type Actor, findIssue, type LinearForge } from './forge.ts';
import type { Asking } from './read/resolver.ts';
import type { IssueRow, UserRow } from './records.ts';
import type { IssueInput } from './write/check-issue.ts';
import { addComment, changeComment, deleteComment } from './write/other-mutations.ts';
import {
  archiveIssue,
  checkNewIssue,
  insertIssue,
  unarchiveIssue,
  updateIssue,
} from './write/write-issue.ts';

/** A change a person makes on the board; names rather than ids. */
interface BoardChange {
  title?: string;
  description?: string;
  /** Name of a state of the issue's team. */
  state?: string;
  /** E-mail, or null for nobody. */
  assignee?: string | null;
  due?: string | null;
  priority?: number;
  archived?: boolean;
}

/** What people do in Linear itself; each tells the webhooks as Linear would. */
export interface LinearPeople {
  change(by: string, identifier: string, change: BoardChange): void;
  /** Returns the id of the new comment. */
  comment(by: string, identifier: string, body: string): string;
  changeComment(by: string, commentId: string, body: string): void;
  deleteComment(by: string, commentId: string): void;
  remove(by: string, identifier: string): void;
  /** Returns the id of the new issue. */
  create(by: string, teamKey: string, title: string): string;
}

const asIfAll = new Set(['read', 'write', 'admin']);

/** A person is told in a sentence what Linear told the client in a GraphQL error. */
function asPerson<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new LookoutError('vendor_refused', error.message, {
      cause: error,
      humanMessage: String(error.extensions.userPresentableMessage),
    });
  }
}

export function createLinearPeople(forge: LinearForge): LinearPeople {
  const { tables } = forge;
  const userOf = (email: string): UserRow => {
    const user = [...tables.users.values()].find((one) => one.email === email);
    if (!user) throw new LookoutError('not_found', `nobody with ${email} is in the forged Linear`);
    return user;
  };
  const asking = (email: string): Asking => {
    const actor: Actor = { user: userOf(email), scopes: asIfAll, credential: email };
    return { forge, actor };
  };
  const issueOf = (identifier: string): IssueRow => {
    const issue = findIssue(tables, identifier);
    if (!issue) throw new LookoutError('not_found', `no issue ${identifier} in the forged Linear`);
    return issue;
  };
  const stateIdOf = (issue: IssueRow, name: string): string => {
    const state = [...tables.states.values()].find(
      (one) => one.teamId === issue.teamId && one.name.toLowerCase() === name.toLowerCase(),
    );
    if (!state) throw new LookoutError('not_found', `the issue's team has no state ${name}`);
    return state.id;
  };

  return {
    change: (by, identifier, change) =>
      asPerson(() => {
        const issue = issueOf(identifier);
        const as = asking(by);
        const input: IssueInput = {
          title: change.title,
          description: change.description,
          stateId: change.state === undefined ? undefined : stateIdOf(issue, change.state),
          assigneeId: typeof change.assignee === 'string' ? userOf(change.assignee).id : change.assignee,
          dueDate: change.due,
          priority: change.priority,
        };
        updateIssue(as, issue, input);
        if (change.archived === true) archiveIssue(as, issue, false);
        if (change.archived === false) unarchiveIssue(as, issue);
      }),
    comment: (by, identifier, body) =>
      asPerson(() => addComment(asking(by), { issueId: issueOf(identifier).id, body }).id),
    changeComment: (by, id, body) => asPerson(() => void changeComment(asking(by), id, body)),
    deleteComment: (by, id) => asPerson(() => deleteComment(asking(by), id)),
    remove: (by, identifier) => asPerson(() => archiveIssue(asking(by), issueOf(identifier), true)),
    create: (by, teamKey, title) =>
      asPerson(() => {
        const as = asking(by);
        const team = [...tables.teams.values()].find((one) => one.key === teamKey);
        const input: IssueInput = { teamId: team?.id ?? '', title };
        return insertIssue(as, checkNewIssue(as, input), input).id;
      }),
  };
}
