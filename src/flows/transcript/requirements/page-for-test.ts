import { findRequirements, type PageInput } from './find-requirements.ts';

/** A block as "kind depth: words"; depth 0 unless said. "x todo" is a ticked one. */
const kinds: Readonly<Record<string, string>> = {
  h1: 'heading_1',
  h2: 'heading_2',
  h3: 'heading_3',
  p: 'paragraph',
  '-': 'bulleted_list_item',
  '1.': 'numbered_list_item',
  todo: 'to_do',
  done: 'to_do',
  toggle: 'toggle',
  row: 'table_row',
  code: 'code',
  quote: 'quote',
  callout: 'callout',
  page: 'child_page',
  db: 'child_database',
  entry: 'database_row',
};

/** A page from lines like "h2 Search", "- The search must be quick", with two spaces for what stands inside. */
export function pageOf(text: string, title = 'A page'): PageInput {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const blocks = lines.map((line) => {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const [mark = '', ...words] = line.trim().split(' ');
    return { kind: kinds[mark] ?? mark, depth: indent / 2, done: mark === 'done', text: words.join(' ') };
  });
  return {
    title,
    turns: blocks.map(({ text: words }, i) => ({ i, speaker: '', text: words })),
    shapes: blocks,
  };
}

export const titlesOf = (text: string, title?: string): string[] =>
  findRequirements(pageOf(text, title)).actions.map((action) => action.title);
