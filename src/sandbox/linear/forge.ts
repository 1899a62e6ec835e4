import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { LinearFaults } from './faults.ts';
import { steadyUuid } from './ids.ts';
import type { Budget } from './limits.ts';
import type { Grants } from './oauth/grants.ts';
import type { IssueRow, Tables, UserRow } from './records.ts';
import type { WebhookPost } from './webhooks/post-office.ts';

/** Who asks: a person by their key, or an application by a token. */
export interface Actor {
  user: UserRow;
  /** Set when an application acts, in its own name (`actor=app`) or a person's. */
  app?: { id: string; name: string };
  scopes: ReadonlySet<string>;
  /** What rate limits are counted by. */
  credential: string;
}

/** One request that came in. */
export interface LinearCall {
  /** Root fields of the document, or the path of an OAuth endpoint. */
  fields: string[];
  variables: unknown;
  status: number;
  complexity: number;
}

/** Everything the forged Linear's parts share. Built once by createForgedLinear. */
export interface LinearForge {
  readonly clock: Clock;
  readonly log: Log;
  readonly tables: Tables;
  readonly grants: Grants;
  readonly faults: LinearFaults;
  readonly budget: Budget;
  readonly post: WebhookPost;
  readonly calls: LinearCall[];
  /** `http://host:port`, known once the server listens. */
  baseUrl(): string;
  /** ISO time by the clock, later than every one before it. */
  stamp(): string;
  nextId(kind: string): string;
  /** Called after each change, for the browser client. */
  onChange(): void;
  readonly lifetime: AbortSignal;
}

/** Times that always go up and ids that never repeat. */
export function createStamps(clock: Clock): Pick<LinearForge, 'stamp' | 'nextId'> {
  let last = 0;
  let count = 0;
  return {
    stamp: () => {
      last = Math.max(last + 1, clock.now().getTime());
      return new Date(last).toISOString();
    },
    nextId: (kind) => {
      count += 1;
      return steadyUuid('made here', kind, String(count));
    },
  };
}

export const identifierOf = (tables: Tables, issue: IssueRow): string =>
  `${tables.teams.get(issue.teamId)?.key ?? '?'}-${issue.number}`;

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);

/** Where a person reads an issue. */
export const issueUrl = (forge: Pick<LinearForge, 'tables' | 'baseUrl'>, issue: IssueRow): string =>
  `${forge.baseUrl()}/${forge.tables.organization.urlKey}/issue/${identifierOf(forge.tables, issue)}/${slug(issue.title)}`;

/** Private teams are seen by their members, guests see their own teams, an application the public ones. */
export function seesTeam(forge: Pick<LinearForge, 'tables'>, actor: Actor, teamId: string): boolean {
  const team = forge.tables.teams.get(teamId);
  if (!team) return false;
  if (team.memberIds.includes(actor.user.id)) return true;
  return !team.private && !actor.user.guest;
}

/** An issue by id or by identifier, the earlier ones included. */
export function findIssue(tables: Tables, idOrIdentifier: string): IssueRow | undefined {
  const byId = tables.issues.get(idOrIdentifier);
  if (byId) return byId;
  const wanted = idOrIdentifier.toUpperCase();
  return [...tables.issues.values()].find(
    (issue) => identifierOf(tables, issue) === wanted || issue.previousIdentifiers.includes(wanted),
  );
}
