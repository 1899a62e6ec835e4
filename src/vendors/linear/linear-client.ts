import type { LinearDocument } from '@linear/sdk';
import type * as z from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { isTransient, LookoutError } from '../../kit/errors.ts';
import { createPace } from '../../kit/pace.ts';
import * as documents from './documents.ts';
import { postToLinear, readAnswer } from './request.ts';
import * as answers from './schema.ts';

export type IssueInput = LinearDocument.IssueCreateInput & { id: string };
export type IssuePatch = LinearDocument.IssueUpdateInput;
export type IssueFilter = LinearDocument.IssueFilter;

/** Everything that can be chosen in a workspace of Linear. */
export interface LinearChoices {
  teams: { id: string; key: string; name: string; private: boolean }[];
  projects: { id: string; name: string; teamIds: string[] }[];
  milestones: { id: string; name: string; projectId: string }[];
  users: { id: string; name: string; displayName: string; email: string; active: boolean }[];
  states: { id: string; name: string; type: string; position: number; teamId: string }[];
  /** A group holds labels and cannot be put on an issue itself. */
  labels: { id: string; name: string; teamId: string | null; isGroup: boolean }[];
}

/**
 * Linear, for one workspace. Every failure is a LookoutError (see `toLinearError`, plus timeout and unreachable).
 * What creates takes an id of the caller's (a version 4 UUID), so that a repeat is refused instead of done twice.
 */
export interface LinearClient {
  viewer(signal?: AbortSignal): Promise<answers.Viewer>;
  choices(signal?: AbortSignal): Promise<LinearChoices>;
  /** One page of issues, newest change first, archived ones too when asked for; `next` is null on the last. */
  issues(
    filter: IssueFilter,
    options: { first: number; after?: string | null; archived?: boolean },
  ): Promise<{ items: answers.LinearIssue[]; next: string | null }>;
  /** Those of the issues that exist, archived ones too. */
  issuesById(ids: readonly string[]): Promise<answers.LinearIssue[]>;
  /** Those that somebody else than whose connection this is changed or wrote on, with a name. */
  touchedByOthers(ids: readonly string[]): Promise<{ issueId: string; by: string }[]>;
  /** "ENG-12", in any case; null when there is none. */
  issueByIdentifier(identifier: string): Promise<answers.LinearIssue | null>;
  search(term: string, first: number): Promise<answers.LinearIssue[]>;
  createIssue(input: IssueInput): Promise<answers.LinearIssue>;
  /** All or none, 50 at most. */
  createIssues(inputs: readonly IssueInput[]): Promise<answers.LinearIssue[]>;
  updateIssue(issueId: string, patch: IssuePatch): Promise<answers.LinearIssue>;
  archiveIssue(issueId: string): Promise<void>;
  unarchiveIssue(issueId: string): Promise<void>;
  /** A link on the issue; the same address again changes the link that is there. */
  attach(link: { issueId: string; url: string; title: string; subtitle?: string }): Promise<void>;
  /** Takes the link to an address off an issue; nothing when there is none. */
  detach(link: { issueId: string; url: string }): Promise<void>;
  createMilestone(input: { id: string; name: string; projectId: string }): Promise<{ id: string }>;
  createComment(input: { id: string; issueId: string; body: string }): Promise<void>;
  updateComment(commentId: string, body: string): Promise<void>;
  deleteComment(commentId: string): Promise<void>;
  hasComment(commentId: string): Promise<boolean>;
}

export interface LinearWindow {
  /** `key` names whose budget of calls it is: the workspace. `authorization` is the header's whole value. */
  client(key: string, authorization: string): LinearClient;
}

export interface LinearWindowOptions {
  /** Where the GraphQL API is. */
  apiUrl: string;
  /** The egress's. */
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

const callsAtOnce = 4;
const idsAtOnce = 50;
/** A catalogue longer than this many pages is cut: 5,000 teams or people are no list to choose from. */
const mostPages = 50;

/** Linear's GraphQL API, in our own documents; one queue a workspace, which waits when Linear asks to. */
export function createLinearWindow({ apiUrl, fetch, clock }: LinearWindowOptions): LinearWindow {
  const pace = createPace(clock, { vendor: 'Linear', callsAtOnce });
  return {
    client: (key, authorization) => {
      const send = async <T>(
        query: string,
        variables: object,
        schema: z.ZodType<T>,
        signal?: AbortSignal,
      ): Promise<T> =>
        await pace.run(
          key,
          async () => {
            try {
              const answer = await postToLinear(
                { fetch, clock },
                {
                  url: apiUrl,
                  headers: { 'content-type': 'application/json', authorization },
                  body: JSON.stringify({ query, variables }),
                  ...(signal ? { signal } : {}),
                },
              );
              const { data, pauseMs } = readAnswer(answer, schema, clock.now());
              if (pauseMs) pace.pause(key, pauseMs);
              return data;
            } catch (error) {
              if (error instanceof LookoutError && error.code === 'rate_limited' && error.retryAfterMs)
                pace.pause(key, error.retryAfterMs);
              throw error;
            }
          },
          signal,
        );
      /** A question is asked once more at once after a broken connection; what changes things is its caller's to repeat. */
      const ask = async <T>(
        query: string,
        variables: object,
        schema: z.ZodType<T>,
        signal?: AbortSignal,
      ): Promise<T> => {
        try {
          return await send(query, variables, schema, signal);
        } catch (error) {
          if (signal?.aborted || !isTransient(error)) throw error;
          if (error instanceof LookoutError && error.code === 'rate_limited') throw error;
          return await send(query, variables, schema, signal);
        }
      };
      return clientOver(ask, send);
    },
  };
}

type Send = <T>(query: string, variables: object, schema: z.ZodType<T>, signal?: AbortSignal) => Promise<T>;

function clientOver(ask: Send, change: Send): LinearClient {
  const allOf = async <Item>(
    query: string,
    schema: z.ZodType<{ items: Item[]; next: string | null }>,
    signal?: AbortSignal,
  ): Promise<Item[]> => {
    const all: Item[] = [];
    let after: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const { items, next }: { items: Item[]; next: string | null } = await ask(
        query,
        { after },
        schema,
        signal,
      );
      all.push(...items);
      if (next === null) break;
      after = next;
    }
    return all;
  };
  const issues: LinearClient['issues'] = async (filter, { first, after = null, archived = false }) =>
    await ask(documents.issuesDocument, { filter, first, after, archived }, answers.IssuesPage);

  return {
    viewer: async (signal) => await ask(documents.viewerDocument, {}, answers.Viewer, signal),
    choices: async (signal) => ({
      teams: await allOf(documents.teamsDocument, answers.TeamsPage, signal),
      projects: (await allOf(documents.projectsDocument, answers.ProjectsPage, signal)).flatMap(
        ({ isOver, ...project }) => (isOver ? [] : [project]),
      ),
      milestones: await allOf(documents.milestonesDocument, answers.MilestonesPage, signal),
      users: (await allOf(documents.usersDocument, answers.UsersPage, signal)).flatMap(({ app, ...user }) =>
        app ? [] : [user],
      ),
      states: await allOf(documents.statesDocument, answers.StatesPage, signal),
      labels: await allOf(documents.labelsDocument, answers.LabelsPage, signal),
    }),
    issues,
    issuesById: async (ids) => {
      const found: answers.LinearIssue[] = [];
      for (let start = 0; start < ids.length; start += idsAtOnce) {
        const filter = { id: { in: ids.slice(start, start + idsAtOnce) } };
        found.push(...(await issues(filter, { first: idsAtOnce, archived: true })).items);
      }
      return found;
    },
    touchedByOthers: async (ids) => {
      const touched: { issueId: string; by: string }[] = [];
      for (let start = 0; start < ids.length; start += idsAtOnce) {
        const asked = { ids: ids.slice(start, start + idsAtOnce), first: idsAtOnce };
        touched.push(...(await ask(documents.touchedDocument, asked, answers.TouchedIssues)));
      }
      return touched;
    },
    issueByIdentifier: async (identifier) => {
      const parts = /^\s*([a-z][a-z0-9]*)-(\d{1,9})\s*$/i.exec(identifier);
      if (!parts?.[1] || !parts[2]) return null;
      // By filter, not by `issue(id:)`: a missing one is an empty list instead of an error to be told by its text.
      const filter = {
        team: { key: { eq: parts[1].toUpperCase() } },
        number: { eq: Number(parts[2]) },
      };
      return (await issues(filter, { first: 1, archived: true })).items[0] ?? null;
    },
    search: async (term, first) => await ask(documents.searchDocument, { term, first }, answers.FoundIssues),
    createIssue: async (input) =>
      await change(documents.createIssueDocument, { input }, answers.CreatedIssue),
    createIssues: async (inputs) =>
      await change(documents.createIssuesDocument, { input: { issues: inputs } }, answers.CreatedIssues),
    updateIssue: async (id, input) =>
      await change(documents.updateIssueDocument, { id, input }, answers.UpdatedIssue),
    archiveIssue: async (id) =>
      await change(documents.archiveIssueDocument, { id }, answers.succeeded('issueArchive')),
    unarchiveIssue: async (id) =>
      await change(documents.unarchiveIssueDocument, { id }, answers.succeeded('issueUnarchive')),
    attach: async (input) =>
      await change(documents.attachDocument, { input }, answers.succeeded('attachmentCreate')),
    detach: async ({ issueId, url }) => {
      for (const link of await ask(documents.attachmentsDocument, { url }, answers.FoundAttachments))
        if (link.issueId === issueId)
          await change(
            documents.detachDocument,
            { id: link.attachmentId },
            answers.succeeded('attachmentDelete'),
          );
    },
    createMilestone: async (input) =>
      await change(documents.createMilestoneDocument, { input }, answers.CreatedMilestone),
    createComment: async (input) =>
      await change(documents.createCommentDocument, { input }, answers.succeeded('commentCreate')),
    updateComment: async (id, body) =>
      await change(
        documents.updateCommentDocument,
        { id, input: { body } },
        answers.succeeded('commentUpdate'),
      ),
    deleteComment: async (id) =>
      await change(documents.deleteCommentDocument, { id }, answers.succeeded('commentDelete')),
    hasComment: async (commentId) =>
      (await ask(documents.commentsDocument, { ids: [commentId] }, answers.FoundComments)).length > 0,
  };
}
