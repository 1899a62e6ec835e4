import { expect, it } from 'vitest';
import { listPages } from './list-pages.ts';

const page = (id: string, parentId: string | null, inTrash = false) => ({
  id,
  title: id,
  url: '',
  parentId,
  inTrash,
  editedBy: null,
});

it('lists a page below what holds it, a row below its database, and nothing from the bin', () => {
  const entries = listPages({
    workspace: 'Sandbox',
    pages: [
      page('Work', null),
      page('Sync of Monday', 'source'),
      page('Requirements', 'Work'),
      page('Old notes', 'Work', true),
      page('Inside a toggle', 'block'),
    ],
    databases: [
      { id: 'Meetings', title: 'Meetings', parentId: 'Work', dataSourceIds: ['source'], inTrash: false },
    ],
  });
  expect(entries.map(({ title, depth }) => `${depth} ${title}`)).toEqual([
    '0 Work',
    '1 Meetings',
    '2 Sync of Monday',
    '1 Requirements',
    '0 Inside a toggle',
  ]);
});
