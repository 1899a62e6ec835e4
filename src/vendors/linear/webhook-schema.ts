import * as z from 'zod';
import { cleanText } from '../../kit/text.ts';
import { LinearIssue } from './schema.ts';

/** What a webhook of Linear says, in our words. An issue that is `gone` is `deleted` or else archived. */
export type LinearEvent = { organizationId: string; actor: string | null } & (
  | { kind: 'issue'; issue: LinearIssue; gone: boolean; deleted: boolean }
  | {
      kind: 'comment';
      action: 'create' | 'update' | 'remove';
      commentId: string;
      issueId: string;
      body: string;
      author: string | null;
    }
  /** Teams, projects, people, states or labels are not as they were. */
  | { kind: 'catalog' }
  /** The connection was taken back in Linear. */
  | { kind: 'revoked' }
  | { kind: 'unsupported'; type: string }
);

const name = z.string().transform(cleanText);
const Envelope = z.object({
  action: z.string(),
  type: z.string(),
  organizationId: z.string(),
  actor: z.object({ name: name.nullish() }).nullish().catch(null),
  data: z.unknown().optional(),
});
const Comment = z.object({
  id: z.string(),
  issueId: z.string(),
  body: z.string().transform(cleanText),
  user: z.object({ name: name }).nullish().catch(null),
});

const catalogTypes = new Set(['Project', 'ProjectMilestone', 'IssueLabel', 'User', 'Team', 'WorkflowState']);
const goneActions = new Set(['remove', 'archive', 'trash']);

/** The event of a verified body. Nothing unknown throws: it is `unsupported`. */
export function readLinearEvent(body: unknown): LinearEvent {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return { kind: 'unsupported', type: '', organizationId: '', actor: null };
  const { action, type, organizationId, data } = envelope.data;
  const from = { organizationId, actor: envelope.data.actor?.name ?? null };
  if (type === 'Issue') {
    const issue = LinearIssue.safeParse(data);
    if (issue.success)
      return {
        ...from,
        kind: 'issue',
        issue: issue.data,
        gone: goneActions.has(action) || issue.data.archived,
        deleted: action === 'remove' || action === 'trash' || issue.data.trashed,
      };
  }
  if (type === 'Comment' && (action === 'create' || action === 'update' || action === 'remove')) {
    const comment = Comment.safeParse(data);
    if (comment.success) {
      const { id, issueId, body: text, user } = comment.data;
      const author = user?.name ?? from.actor;
      return { ...from, kind: 'comment', action, commentId: id, issueId, body: text, author };
    }
  }
  if (type === 'OAuthApp' && action === 'revoked') return { ...from, kind: 'revoked' };
  if (catalogTypes.has(type)) return { ...from, kind: 'catalog' };
  return { ...from, kind: 'unsupported', type };
}
