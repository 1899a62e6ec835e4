import * as z from 'zod';
import { LookoutError } from '../../kit/errors.ts';
import type { ForgedNotion } from './create-forged-notion.ts';
import { notionFaultKinds } from './faults.ts';
import { overview, pageTree } from './page-tree.ts';
import { addTodo, comment, editBlock, editPage } from './person.ts';

/** Who acts: e-mail, its part before the @, or a Notion id. */
const by = z.string().default('ada@sandbox.example');
const BlockEdit = z.object({
  by,
  checked: z.boolean().optional(),
  text: z.string().optional(),
  in_trash: z.boolean().optional(),
});
const PageEdit = z.object({ by, title: z.string().optional(), in_trash: z.boolean().optional() });
const NewTodo = z.object({ by, text: z.string().min(1) });
const NewComment = z.object({
  by,
  page_id: z.string().optional(),
  block_id: z.string().optional(),
  text: z.string().min(1),
});
const Fault = z.object({
  route: z.string().default('*'),
  fault: z.enum(notionFaultKinds),
  times: z.number().int().positive().default(1),
  skip: z.number().int().nonnegative().optional(),
  retryAfterSeconds: z.number().nonnegative().optional(),
  reason: z.enum(['connection', 'workspace']).optional(),
  delayMs: z.number().nonnegative().optional(),
  status: z.number().int().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
});
/** `drop` names event types that are lost. */
const Flush = z.object({
  reverse: z.boolean().optional(),
  copies: z.number().int().positive().optional(),
  drop: z.array(z.string()).default([]),
});

interface NotionControlCall {
  notion: ForgedNotion;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

function treeOf({ forge }: ForgedNotion, id: string) {
  const page = forge.state.pages.get(id);
  if (!page) throw new LookoutError('not_found', `no page ${id} in the forged Notion`);
  return pageTree(forge, page);
}

const webhookState = ({ webhooks }: ForgedNotion) => ({
  pending: webhooks.pending(),
  deliveries: webhooks.deliveries,
});

/** The forged Notion's part of the control API, `METHOD /path` under /sandbox/api. */
export const notionControlRoutes: Record<string, (call: NotionControlCall) => unknown> = {
  'GET /notion': ({ notion }) => overview(notion.forge),
  'GET /notion/pages/:id': ({ notion, params }) => treeOf(notion, params.id ?? ''),
  'POST /notion/pages/:id': ({ notion, params, body }) => {
    const { by: who, title, in_trash } = PageEdit.parse(body);
    return treeOf(notion, editPage(notion.forge, who, params.id ?? '', { title, inTrash: in_trash }).id);
  },
  'POST /notion/pages/:id/todos': ({ notion, params, body }) => {
    const { by: who, text } = NewTodo.parse(body);
    return { id: addTodo(notion.forge, who, params.id ?? '', text).id };
  },
  'POST /notion/blocks/:id': ({ notion, params, body }) => {
    const { by: who, in_trash, ...change } = BlockEdit.parse(body);
    return { id: editBlock(notion.forge, who, params.id ?? '', { ...change, inTrash: in_trash }).id };
  },
  'POST /notion/comments': ({ notion, body }) => {
    const { by: who, page_id, block_id, text } = NewComment.parse(body);
    const on = block_id === undefined ? { pageId: page_id ?? '' } : { blockId: block_id };
    return { id: comment(notion.forge, who, on, text).id };
  },
  'POST /notion/faults': ({ notion, body }) => {
    notion.faults.add(Fault.parse(body));
    return { faults: notion.faults.pending() };
  },
  'GET /notion/calls': ({ notion, query }) => {
    const route = query.get('route');
    return { calls: notion.calls.filter((call) => route === null || call.route === route) };
  },
  'GET /notion/webhooks': ({ notion }) => webhookState(notion),
  'POST /notion/webhooks/flush': async ({ notion, body }) => {
    const { drop, ...options } = Flush.parse(body ?? {});
    await notion.webhooks.flush({ ...options, keep: (event) => !drop.includes(event.type) });
    return webhookState(notion);
  },
  'POST /notion/webhooks/hold': ({ notion }) => {
    notion.webhooks.hold();
    return webhookState(notion);
  },
  'POST /notion/webhooks/release': async ({ notion }) => {
    await notion.webhooks.release();
    return webhookState(notion);
  },
};
