import { entityNotFound, invalidArgument, linearError } from '../errors.ts';
import { readIssue } from '../read/queries.ts';
import type { Asking, Fields } from '../read/resolver.ts';
import type { AttachmentRow, CommentRow } from '../records.ts';
import { announce } from '../webhooks/announce.ts';
import { attachmentPayload, commentPayload } from '../webhooks/payloads.ts';
import { checkNewId, referenced } from './check-issue.ts';
import { refuseImpersonation, refuseUnlessScoped } from './permissions.ts';

const done = { success: true, lastSyncId: 0 };

interface AttachmentInput {
  id?: string | null;
  issueId: string;
  url: string;
  title?: string | null;
  subtitle?: string | null;
  metadata?: Record<string, unknown> | null;
  groupBySource?: boolean | null;
  createAsUser?: string | null;
  displayIconUrl?: string | null;
}

/** One attachment a URL and issue: a second one is an update of the first. */
function attach(asking: Asking, input: AttachmentInput, sourceType: string | null): AttachmentRow {
  const { forge, actor } = asking;
  refuseUnlessScoped(actor, 'issues:create');
  refuseImpersonation(actor, input);
  if (!URL.canParse(input.url)) throw invalidArgument('url must be a URL address.');
  const issue = readIssue(asking, input.issueId);
  const known = [...forge.tables.attachments.values()].find(
    (one) => one.issueId === issue.id && one.url === input.url,
  );
  const now = forge.stamp();
  const said = {
    title: input.title ?? known?.title ?? input.url,
    subtitle: input.subtitle ?? known?.subtitle ?? null,
    metadata: input.metadata ?? known?.metadata ?? {},
    groupBySource: input.groupBySource ?? known?.groupBySource ?? false,
  };
  if (!known) checkNewId(input.id, 'Attachment', forge.tables.attachments);
  const attachment: AttachmentRow = known ?? {
    id: input.id ?? forge.nextId('attachment'),
    issueId: issue.id,
    url: input.url,
    ...said,
    sourceType,
    source: sourceType === null ? null : { type: sourceType },
    creatorId: actor.user.id,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  Object.assign(attachment, said, { updatedAt: now });
  forge.tables.attachments.set(attachment.id, attachment);
  announce(forge, actor, {
    type: 'Attachment',
    action: known ? 'update' : 'create',
    teamId: issue.teamId,
    data: attachmentPayload(attachment),
  });
  return attachment;
}

interface CommentInput {
  id?: string | null;
  issueId?: string | null;
  parentId?: string | null;
  body?: string | null;
  createAsUser?: string | null;
  displayIconUrl?: string | null;
}

/** Writes a comment on an issue and tells the webhooks. */
export function addComment(asking: Asking, input: CommentInput): CommentRow {
  const { forge, actor } = asking;
  refuseImpersonation(actor, input);
  if (!input.body) throw invalidArgument('body should not be empty.');
  if (!input.issueId) throw invalidArgument('issueId should not be empty.');
  checkNewId(input.id, 'Comment', forge.tables.comments);
  const issue = readIssue(asking, input.issueId);
  if (
    input.parentId &&
    referenced('Comment', 'parentId', forge.tables.comments, input.parentId).issueId !== issue.id
  )
    throw invalidArgument('The parent comment is not on this issue.');
  const now = forge.stamp();
  const comment: CommentRow = {
    id: input.id ?? forge.nextId('comment'),
    body: input.body,
    issueId: issue.id,
    parentId: input.parentId ?? null,
    userId: actor.user.id,
    createAsUser: input.createAsUser ?? null,
    editedAt: null,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  forge.tables.comments.set(comment.id, comment);
  announceComment(asking, comment, 'create');
  return comment;
}

function announceComment(
  { forge, actor }: Asking,
  comment: CommentRow,
  action: 'create' | 'update' | 'remove',
  updatedFrom?: Record<string, unknown>,
): void {
  const teamId = forge.tables.issues.get(comment.issueId)?.teamId;
  announce(forge, actor, {
    type: 'Comment',
    action,
    teamId,
    data: commentPayload(forge, comment),
    updatedFrom,
  });
}

/** A comment of this viewer's own; nobody edits another's. */
function ownComment({ forge, actor }: Asking, id: string): CommentRow {
  const comment = forge.tables.comments.get(id);
  if (!comment) throw entityNotFound('Comment');
  if (comment.userId !== actor.user.id)
    throw linearError('forbidden', 'Forbidden', 'You can only change your own comments.');
  return comment;
}

export function changeComment(asking: Asking, id: string, body: string | null | undefined): CommentRow {
  const comment = ownComment(asking, id);
  const updatedFrom = { body: comment.body, editedAt: comment.editedAt, updatedAt: comment.updatedAt };
  const now = asking.forge.stamp();
  Object.assign(comment, { body: body ?? comment.body, editedAt: now, updatedAt: now });
  announceComment(asking, comment, 'update', updatedFrom);
  return comment;
}

export function deleteComment(asking: Asking, id: string): void {
  const comment = ownComment(asking, id);
  asking.forge.tables.comments.delete(id);
  announceComment(asking, comment, 'remove');
}

export const otherMutations: Fields = {
  attachmentCreate: (_root, { input }: { input: AttachmentInput }, asking) => ({
    ...done,
    attachment: attach(asking, input, null),
  }),
  attachmentLinkURL: (_root, args: AttachmentInput, asking) => ({
    ...done,
    attachment: attach(asking, args, null),
  }),
  attachmentLinkSlack: (_root, args: AttachmentInput, asking) => ({
    ...done,
    attachment: attach(asking, args, 'slack'),
  }),
  attachmentUpdate: (_root, { id, input }: { id: string; input: Omit<AttachmentInput, 'url'> }, asking) => {
    const known = asking.forge.tables.attachments.get(id);
    if (!known) throw entityNotFound('Attachment');
    return {
      ...done,
      attachment: attach(asking, { ...input, issueId: known.issueId, url: known.url }, known.sourceType),
    };
  },
  attachmentDelete: (_root, { id }: { id: string }, asking) => {
    refuseUnlessScoped(asking.actor);
    const { forge, actor } = asking;
    const known = forge.tables.attachments.get(id);
    if (!known) throw entityNotFound('Attachment');
    forge.tables.attachments.delete(id);
    const teamId = forge.tables.issues.get(known.issueId)?.teamId;
    announce(forge, actor, { type: 'Attachment', action: 'remove', teamId, data: attachmentPayload(known) });
    return { ...done, entityId: id };
  },
  commentCreate: (_root, { input }: { input: CommentInput }, asking) => {
    refuseUnlessScoped(asking.actor, 'comments:create');
    return { ...done, comment: addComment(asking, input) };
  },
  commentUpdate: (_root, { id, input }: { id: string; input: { body?: string | null } }, asking) => {
    refuseUnlessScoped(asking.actor, 'comments:create');
    return { ...done, comment: changeComment(asking, id, input.body) };
  },
  commentDelete: (_root, { id }: { id: string }, asking) => {
    refuseUnlessScoped(asking.actor, 'comments:create');
    deleteComment(asking, id);
    return { ...done, entityId: id };
  },
  projectMilestoneCreate: (
    _root,
    {
      input,
    }: {
      input: {
        id?: string;
        name: string;
        projectId: string;
        description?: string;
        targetDate?: string;
        sortOrder?: number;
      };
    },
    asking,
  ) => {
    refuseUnlessScoped(asking.actor);
    const { tables, stamp, nextId } = asking.forge;
    checkNewId(input.id, 'ProjectMilestone', tables.milestones);
    if (input.name.trim() === '') throw invalidArgument('name should not be empty.');
    const project = referenced('Project', 'projectId', tables.projects, input.projectId);
    const now = stamp();
    const projectMilestone = {
      id: input.id ?? nextId('milestone'),
      name: input.name,
      description: input.description ?? null,
      projectId: project.id,
      sortOrder: input.sortOrder ?? tables.milestones.size,
      targetDate: input.targetDate ?? null,
      createdAt: now,
      updatedAt: now,
      archivedAt: null,
    };
    tables.milestones.set(projectMilestone.id, projectMilestone);
    asking.forge.onChange();
    return { ...done, projectMilestone };
  },
};
