import { useQuery } from '@tanstack/react-query';
import { request } from './client.ts';
import { keys } from './event-effects.ts';

/** What the forged Notion's control API answers; see src/sandbox/notion/page-tree.ts for the writing side. */
interface PageHead {
  id: string;
  title: string;
  url: string;
  /** A page, a data source or nothing. */
  parentId: string | null;
  inTrash: boolean;
  editedBy: string | null;
}

export interface NotionOverview {
  workspace: string;
  pages: PageHead[];
  databases: {
    id: string;
    title: string;
    parentId: string | null;
    dataSourceIds: string[];
    inTrash: boolean;
  }[];
}

export interface RichTextItem {
  plain_text: string;
  href: string | null;
  annotations: { bold: boolean; italic: boolean; strikethrough: boolean; code: boolean; color: string };
}

export interface BlockNode {
  id: string;
  type: string;
  text: string;
  richText: RichTextItem[];
  checked: boolean | null;
  children: BlockNode[];
}

export interface NotionPage extends PageHead {
  properties: { name: string; text: string }[];
  blocks: BlockNode[];
  comments: { id: string; on: string; by: string | null; text: string }[];
}

/** What people do in the forged Notion; `by` is an e-mail address. */
export const notionApi = {
  editBlock: (by: string, id: string, change: { checked?: boolean; text?: string }) =>
    request<unknown>('POST', `/notion/blocks/${encodeURIComponent(id)}`, { by, ...change }),
  addTodo: (by: string, page: string, text: string) =>
    request<unknown>('POST', `/notion/pages/${encodeURIComponent(page)}/todos`, { by, text }),
};

export function useNotion() {
  return useQuery({ queryKey: keys.notion(), queryFn: () => request<NotionOverview>('GET', '/notion') });
}

export function useNotionPage(id: string) {
  return useQuery({
    queryKey: keys.notionPage(id),
    queryFn: () => request<NotionPage>('GET', `/notion/pages/${encodeURIComponent(id)}`),
  });
}
