/** The forged Notion, for tests of rooms that may not import the sandbox themselves. */

export { childrenOf } from '../../src/sandbox/notion/blocks.ts';
export { createForgedNotion, type ForgedNotion } from '../../src/sandbox/notion/create-forged-notion.ts';
export { editBlock, editPage } from '../../src/sandbox/notion/person.ts';

/** A request of the forged Notion's API, as any connection would make it. */
export async function askNotion(
  notion: { baseUrl: string; token: string },
  method: 'POST' | 'PATCH',
  path: string,
  body: object,
): Promise<{ id: string }> {
  const response = await fetch(`${notion.baseUrl}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${notion.token}`,
      'notion-version': '2026-03-11',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { id: string };
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** A block as a request names it. */
export const blockOf = (type: string, words: string, children: object[] = []): object => ({
  type,
  [type]: {
    rich_text: [{ type: 'text', text: { content: words } }],
    ...(children.length > 0 ? { children } : {}),
  },
});

/** A page that somebody wrote below another; blocks beyond what one request takes are appended. */
export async function addPage(
  notion: { baseUrl: string; token: string },
  { under, title, blocks = [] }: { under: string; title: string; blocks?: readonly object[] },
): Promise<string> {
  const { id } = await askNotion(notion, 'POST', '/pages', {
    parent: { page_id: under },
    properties: { title: { title: [{ type: 'text', text: { content: title } }] } },
  });
  for (let from = 0; from < blocks.length; from += 100)
    await askNotion(notion, 'PATCH', `/blocks/${id}/children`, { children: blocks.slice(from, from + 100) });
  return id;
}
