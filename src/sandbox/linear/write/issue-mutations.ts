import { invalidArgument } from '../errors.ts';
import { readIssue } from '../read/queries.ts';
import type { Fields } from '../read/resolver.ts';
import type { IssueInput } from './check-issue.ts';
import { refuseUnlessScoped } from './permissions.ts';
import { archiveIssue, checkNewIssue, insertIssue, unarchiveIssue, updateIssue } from './write-issue.ts';

/** Most issues one batch may hold, for both kinds (the schema's descriptions). */
const largestBatch = 50;
const done = { success: true, lastSyncId: 0 };

export const issueMutations: Fields = {
  issueCreate: (_root, { input }: { input: IssueInput }, asking) => {
    refuseUnlessScoped(asking.actor, 'issues:create');
    return { ...done, issue: insertIssue(asking, checkNewIssue(asking, input), input) };
  },
  issueBatchCreate: (_root, { input }: { input: { issues: IssueInput[] } }, asking) => {
    refuseUnlessScoped(asking.actor, 'issues:create');
    const { issues } = input;
    if (issues.length === 0 || issues.length > largestBatch)
      throw invalidArgument(`issues must contain between 1 and ${largestBatch} elements.`);
    const ids = issues.flatMap((one) => one.id ?? []);
    if (new Set(ids).size < ids.length) throw invalidArgument('issues must not repeat an id.');
    const checked = issues.map((one) => ({ one, team: checkNewIssue(asking, one) }));
    return { ...done, issues: checked.map(({ one, team }) => insertIssue(asking, team, one)) };
  },
  issueUpdate: (_root, { id, input }: { id: string; input: IssueInput }, asking) => {
    refuseUnlessScoped(asking.actor);
    return { ...done, issue: updateIssue(asking, readIssue(asking, id), input) };
  },
  issueBatchUpdate: (_root, { ids, input }: { ids: string[]; input: IssueInput }, asking) => {
    refuseUnlessScoped(asking.actor);
    if (ids.length === 0 || ids.length > largestBatch)
      throw invalidArgument(`ids must contain between 1 and ${largestBatch} elements.`);
    const issues = ids.map((id) => readIssue(asking, id));
    return { ...done, issues: issues.map((issue) => updateIssue(asking, issue, input)) };
  },
  issueArchive: (_root, { id, trash }: { id: string; trash?: boolean | null }, asking) => {
    refuseUnlessScoped(asking.actor);
    const issue = readIssue(asking, id);
    archiveIssue(asking, issue, trash ?? false);
    return { ...done, entity: issue };
  },
  issueUnarchive: (_root, { id }: { id: string }, asking) => {
    refuseUnlessScoped(asking.actor);
    const issue = readIssue(asking, id);
    unarchiveIssue(asking, issue);
    return { ...done, entity: issue };
  },
  issueDelete: (_root, args: { id: string; permanentlyDelete?: boolean | null }, asking) => {
    refuseUnlessScoped(asking.actor);
    const issue = readIssue(asking, args.id);
    archiveIssue(asking, issue, true);
    if (args.permanentlyDelete) asking.forge.tables.issues.delete(issue.id);
    return { ...done, entity: args.permanentlyDelete ? null : issue };
  },
};
