import { expect, test } from 'vitest';
import type { LinearCatalog } from '../../contracts/linear.ts';
import { choicesOf } from './catalog-choices.ts';
import { readItemForm } from './read-item-form.ts';

const catalog: LinearCatalog = {
  teams: [
    { id: 'eng', key: 'ENG', name: 'Engineering', private: false },
    { id: 'des', key: 'DES', name: 'Design', private: false },
    { id: 'sec', key: 'SEC', name: 'Secret', private: true },
  ],
  projects: [
    { id: 'p-eng', name: 'Importer', teamIds: ['eng'] },
    { id: 'p-des', name: 'Rebrand', teamIds: ['des'] },
    { id: 'p-sec', name: 'Merger', teamIds: ['sec'] },
  ],
  milestones: [
    { id: 'm1', name: 'Q2', projectId: 'p-eng' },
    { id: 'm2', name: 'Logo', projectId: 'p-des' },
    { id: 'm3', name: 'Signing', projectId: 'p-sec' },
  ],
  users: [],
  states: [],
  labels: [
    { id: 'bug', name: 'Bug', teamId: null, isGroup: false },
    { id: 'customer', name: 'Customer', teamId: null, isGroup: true },
    { id: 'backend', name: 'Backend', teamId: 'eng' },
    { id: 'print', name: 'Print', teamId: 'des' },
    { id: 'hush', name: 'Hush', teamId: 'sec' },
  ],
  fetchedAt: null,
};
const names = (...asked: Parameters<typeof choicesOf>) => choicesOf(...asked).map(({ text }) => text.text);

test('a group of labels is none itself, and with a team those of others are not offered', () => {
  expect(names('labels', catalog)).toEqual(['Bug', 'Backend', 'Print']);
  expect(names('labels', catalog, 'eng')).toEqual(['Bug', 'Backend']);
});

test('no milestone shows a private project, and with a team none of the others', () => {
  expect(names('milestone', catalog)).toEqual(['Importer › Q2', 'Rebrand › Logo']);
  expect(names('milestone', catalog, 'des')).toEqual(['Rebrand › Logo']);
});

test('a label that does not fit the team chosen in the same form is refused at its field', () => {
  const form = (team: string) => {
    const values = {
      title: { title: { type: 'plain_text_input', value: 'Mend it' } },
      team: { team: { type: 'static_select', selected_option: { value: team } } },
      labels: {
        labels: {
          type: 'multi_static_select',
          selected_options: choicesOf('labels', catalog, 'eng').map(({ value, text }) => ({ text, value })),
        },
      },
    };
    return readItemForm(values as unknown as Parameters<typeof readItemForm>[0]);
  };
  expect(form('des')).toEqual({ errors: { labels: 'One of these labels is of another team.' } });
  expect(form('eng')).toMatchObject({ fields: { teamId: 'eng', labelIds: ['bug', 'backend'] } });
});
