import { createServer } from 'node:http';
import { verifyWebhookSignature } from '@notionhq/client';
import { expect, test } from 'vitest';
import { closeServer, listen } from '../listen.ts';
import { createForgedNotion, type ForgedNotionOptions } from './create-forged-notion.ts';
import { addTodo, comment, editBlock, editPage } from './person.ts';

interface Received {
  body: string;
  signature: string | undefined;
}

/** A forged Notion and somebody who listens to it; answers with the statuses in turn, then 200. */
async function listening(options: ForgedNotionOptions & { statuses?: number[] } = {}) {
  const stack = new AsyncDisposableStack();
  const received: Received[] = [];
  const statuses = [...(options.statuses ?? [])];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const signature = request.headers['x-notion-signature'];
    received.push({ body: Buffer.concat(chunks).toString(), signature: signature?.toString() });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  const url = await listen(server, '127.0.0.1', 0);
  stack.defer(() => closeServer(server));
  // Long enough that nothing leaves by itself.
  const notion = stack.use(await createForgedNotion({ aggregateMs: 600_000, ...options }));
  const events = () => received.slice(1).map(({ body }) => JSON.parse(body));
  return { notion, url, received, events, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test('the handshake hands over the secret with which every later event is signed', async () => {
  await using world = await listening();
  const { notion } = world;
  expect(await notion.webhooks.subscribe(world.url)).toBe(true);
  const verificationToken: string = JSON.parse(world.received[0]?.body ?? '').verification_token;
  addTodo(notion.forge, 'ada', notion.ids.workPage, 'Write to the bank');
  await notion.webhooks.flush();
  const { body = '', signature } = world.received[1] ?? {};
  expect(await verifyWebhookSignature({ body, signature, verificationToken })).toBe(true);
  expect(await verifyWebhookSignature({ body: `${body} `, signature, verificationToken })).toBe(false);
});

test('changes of one page become one event with ids and authors, and no words', async () => {
  await using world = await listening();
  const { notion } = world;
  await notion.webhooks.subscribe(world.url);
  const block = addTodo(notion.forge, 'ada', notion.ids.workPage, 'Write to the bank');
  editBlock(notion.forge, 'grace', block.id, { checked: true });
  editPage(notion.forge, 'grace', notion.ids.requirementsPage, { title: 'Requirements' });
  comment(notion.forge, 'ada', { blockId: block.id }, 'Done?');
  await notion.webhooks.flush();
  expect(world.events()).toMatchObject([
    {
      type: 'page.content_updated',
      entity: { id: notion.ids.workPage, type: 'page' },
      authors: [{ id: notion.ids.ada, type: 'person' }, { id: notion.ids.grace }],
      data: { updated_blocks: [{ id: block.id, type: 'block' }], parent: { type: 'space' } },
      attempt_number: 1,
    },
    {
      type: 'page.properties_updated',
      entity: { id: notion.ids.requirementsPage },
      data: { updated_properties: ['title'] },
    },
    {
      type: 'comment.created',
      data: { page_id: notion.ids.workPage, parent: { id: block.id, type: 'block' } },
    },
  ]);
  expect(world.received.map(({ body }) => body).join()).not.toMatch(/bank|Requirements|Done/);
});

test('events can be turned round, doubled, lost and repeated', async () => {
  await using world = await listening();
  const { notion } = world;
  await notion.webhooks.subscribe(world.url);
  const types = () => world.events().map((event) => event.type);
  const change = () => {
    addTodo(notion.forge, 'ada', notion.ids.workPage, 'a');
    editPage(notion.forge, 'ada', notion.ids.workPage, { title: 'Work' });
  };
  change();
  await notion.webhooks.flush({ reverse: true, copies: 2 });
  const [properties, content] = ['page.properties_updated', 'page.content_updated'];
  expect(types()).toEqual([properties, properties, content, content]);
  change();
  await notion.webhooks.flush({ keep: (event) => event.type === content });
  expect(types().slice(4)).toEqual([content]);
  await notion.webhooks.redeliver(world.events()[0].id);
  expect(types().slice(5)).toEqual([properties]);
});

test('an event that was not taken comes again', async () => {
  await using world = await listening({ statuses: [200, 503], retryDelaysMs: [1] });
  const { notion } = world;
  await notion.webhooks.subscribe(world.url);
  addTodo(notion.forge, 'ada', notion.ids.workPage, 'a');
  await notion.webhooks.flush();
  await expect.poll(() => world.events().map((event) => event.attempt_number)).toEqual([1, 2]);
});

test('events leave by themselves after a while, unless they are held', async () => {
  await using world = await listening({ aggregateMs: 1 });
  const { notion } = world;
  await notion.webhooks.subscribe(world.url);
  notion.webhooks.hold();
  addTodo(notion.forge, 'ada', notion.ids.workPage, 'a');
  expect(notion.webhooks.pending()).toHaveLength(1);
  await notion.webhooks.release();
  expect(world.events()).toHaveLength(1);
  addTodo(notion.forge, 'ada', notion.ids.workPage, 'b');
  await expect.poll(() => world.events()).toHaveLength(2);
});

test('nobody is told of anything before the handshake was answered', async () => {
  await using world = await listening({ statuses: [404] });
  const { notion } = world;
  expect(await notion.webhooks.subscribe(world.url)).toBe(false);
  addTodo(notion.forge, 'ada', notion.ids.workPage, 'a');
  expect(notion.webhooks.pending()).toEqual([]);
});
