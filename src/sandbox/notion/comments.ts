import { isObject, type Json, stringOr } from '../slack/json.ts';
import type { Actor } from './blocks.ts';
import type { NotionForge } from './forge.ts';
import { readId } from './ids.ts';
import { noteComment } from './note.ts';
import { notFound } from './notion-error.ts';
import { presentRichText, richText } from './rich-text.ts';
import type { Comment } from './state.ts';
import { blockOf, isVisible, pageOf, parentId, refuseBinned } from './tree.ts';

/** `POST /v1/comments`: on a page, on a block, or into a discussion that exists. */
export function createComment(forge: NotionForge, body: Json, actor: Actor): Comment {
  const { state } = forge;
  const place = readCommentPlace(forge, body);
  refuseBinned(state, parentId(place.parent) ?? '');
  const shown = isObject(body.display_name) ? body.display_name : {};
  const comment: Comment = {
    id: crypto.randomUUID(),
    ...place,
    createdAt: actor.now,
    editedAt: actor.now,
    createdBy: actor.by,
    richText: readWords(body),
    displayName: isObject(shown.custom) ? stringOr(shown.custom.name, undefined) : undefined,
  };
  state.comments.set(comment.id, comment);
  noteComment(forge, comment, 'comment.created', actor);
  return comment;
}

const readWords = (body: Json): Json[] =>
  typeof body.markdown === 'string' ? richText(body.markdown) : presentRichText(body.rich_text);

function readCommentPlace({ state }: NotionForge, body: Json): Pick<Comment, 'parent' | 'discussionId'> {
  if (body.discussion_id !== undefined) {
    const discussionId = readId(body.discussion_id, 'body.discussion_id');
    const first = [...state.comments.values()].find((one) => one.discussionId === discussionId);
    if (!first) throw notFound('discussion', discussionId);
    return { parent: first.parent, discussionId };
  }
  const given = isObject(body.parent) ? body.parent : {};
  const parent: Comment['parent'] =
    given.block_id === undefined
      ? { type: 'page_id', page_id: pageOf(state, readId(given.page_id, 'body.parent.page_id')).id }
      : { type: 'block_id', block_id: blockOf(state, readId(given.block_id, 'body.parent.block_id')).id };
  return { parent, discussionId: crypto.randomUUID() };
}

/** A comment the connection may see. */
export function commentOf({ state }: NotionForge, id: string): Comment {
  const found = state.comments.get(id);
  if (!found || !isVisible(state, parentId(found.parent) ?? '')) throw notFound('comment', id);
  return found;
}

export function changeComment(forge: NotionForge, comment: Comment, body: Json, actor: Actor): void {
  comment.richText = readWords(body);
  comment.editedAt = actor.now;
  noteComment(forge, comment, 'comment.updated', actor);
}

export function deleteComment(forge: NotionForge, comment: Comment, actor: Actor): void {
  forge.state.comments.delete(comment.id);
  noteComment(forge, comment, 'comment.deleted', actor);
}
