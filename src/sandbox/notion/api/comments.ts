import type { Json } from '../../slack/json.ts';
import { changeComment, commentOf, createComment, deleteComment } from '../comments.ts';
import { readId } from '../ids.ts';
import { paginate, readWindow } from '../paginate.ts';
import { presentComment } from '../present.ts';
import { containerOf, parentId } from '../tree.ts';
import type { ApiCall, ApiHandler } from './api-call.ts';

const comment = ({ forge, params }: ApiCall) =>
  commentOf(forge, readId(params.comment_id, 'path.comment_id'));

/** A comment, and what the call did with it. */
const doing =
  (act: (call: ApiCall, found: ReturnType<typeof comment>) => void): ApiHandler =>
  (call): Json => {
    const found = comment(call);
    act(call, found);
    return presentComment(call.forge.state, found);
  };

export const commentRoutes: Record<string, ApiHandler> = {
  'POST /v1/comments': ({ forge, body, actor }) =>
    presentComment(forge.state, createComment(forge, body, actor)),
  'GET /v1/comments': ({ forge, query }) => {
    const on = containerOf(forge.state, readId(query.block_id, 'query.block_id'));
    const comments = [...forge.state.comments.values()].filter((one) => parentId(one.parent) === on.id);
    return paginate(comments, readWindow(query, 'query'), 'comment', (one) =>
      presentComment(forge.state, one),
    );
  },
  'GET /v1/comments/:comment_id': doing(() => {}),
  'PATCH /v1/comments/:comment_id': doing(({ forge, body, actor }, found) =>
    changeComment(forge, found, body, actor),
  ),
  'DELETE /v1/comments/:comment_id': doing(({ forge, actor }, found) => deleteComment(forge, found, actor)),
};
