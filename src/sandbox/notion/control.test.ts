import { expect, test } from 'vitest';
import * as z from 'zod';
import { createSandbox } from '../create-sandbox.ts';

const Tree = z.object({
  title: z.string(),
  blocks: z.array(
    z.object({ id: z.string(), type: z.string(), text: z.string(), checked: z.boolean().nullable() }),
  ),
  comments: z.array(z.object({ by: z.string(), text: z.string() })),
});

test('the browser client draws a page, ticks its to-do, retitles it and comments', async () => {
  await using sandbox = await createSandbox();
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${sandbox.baseUrl}/sandbox/api/notion${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.status, path).toBe(200);
    return await response.json();
  };
  const page = `/pages/${sandbox.notion.ids.requirementsPage}`;
  const heard: string[] = [];
  sandbox.on((event) => heard.push(event.type));

  const todo = z.object({ id: z.string() }).parse(await call('POST', `${page}/todos`, { text: 'Ask legal' }));
  await call('POST', `/blocks/${todo.id}`, { by: 'grace@sandbox.example', checked: true });
  await call('POST', '/comments', { by: 'grace@sandbox.example', block_id: todo.id, text: 'They agree' });
  const tree = Tree.parse(await call('POST', page, { title: 'Requirements' }));

  expect(tree.title).toBe('Requirements');
  expect(tree.blocks.at(-1)).toEqual({ id: todo.id, type: 'to_do', text: 'Ask legal', checked: true });
  expect(tree.comments).toEqual([{ by: 'Grace Hopper', text: 'They agree' }]);
  expect(heard).toEqual(['notion', 'notion', 'notion', 'notion']);
  expect(await call('GET', '')).toMatchObject({
    pages: expect.arrayContaining([expect.objectContaining({ title: 'Requirements' })]),
  });
});
