import { appendBlocks, newBlock } from './blocks.ts';
import { notionIds } from './ids.ts';
import { newPage } from './pages.ts';
import { richText } from './rich-text.ts';
import type { NotionState, Page, User } from './state.ts';

const person = (id: string, name: string, email: string): User => ({ id, name, type: 'person', email });

/** Three people, a shared page with requirements below it, and a page nobody shared. */
export function createNotionState(now: Date): NotionState {
  const { ada, grace, linus, bot } = notionIds;
  const users = [
    person(ada, 'Ada Lovelace', 'ada@sandbox.example'),
    person(grace, 'Grace Hopper', 'grace@sandbox.example'),
    person(linus, 'Linus Pauling', 'linus@sandbox.example'),
    { id: bot, name: 'Lookout', type: 'bot' as const, email: undefined },
  ];
  const state: NotionState = {
    workspace: { id: notionIds.workspace, name: 'Sandbox' },
    users: new Map(users.map((user) => [user.id, user])),
    pages: new Map(),
    blocks: new Map(),
    databases: new Map(),
    dataSources: new Map(),
    comments: new Map(),
    grants: [],
    codes: new Map(),
  };
  const actor = { by: ada, now };
  const work = rootPage(state, notionIds.workPage, 'Work', now);
  work.shared = true;
  rootPage(state, notionIds.privatePage, 'Private plans', now);
  const requirements = newPage(
    state,
    { type: 'page_id', page_id: work.id },
    actor,
    notionIds.requirementsPage,
  );
  requirements.properties.set('title', richText('Website relaunch: requirements'));
  newBlock(state, work, 'child_page', { title: 'Website relaunch: requirements' }, actor, requirements.id);
  work.children.push(requirements.id);
  appendBlocks(state, requirements, requirementBlocks, 'end', actor);
  return state;
}

function rootPage(state: NotionState, id: string, title: string, now: Date): Page {
  const page = newPage(state, { type: 'workspace', workspace: true }, { by: notionIds.ada, now }, id);
  page.properties.set('title', richText(title));
  return page;
}

const text = (type: string, words: string, more: object = {}) => ({
  type,
  [type]: { rich_text: [{ type: 'text', text: { content: words } }], ...more },
});

const requirementBlocks = [
  text('heading_2', 'Search'),
  text('bulleted_list_item', 'The search must answer within 300 ms for 95 % of requests.'),
  text('bulleted_list_item', 'Visitors should be able to filter results by date.'),
  text('heading_2', 'Accounts'),
  text('toggle', 'Signing in', {
    children: [
      text('bulleted_list_item', 'People must sign in with their company account.'),
      text('bulleted_list_item', 'A session ends after 12 hours without use.'),
    ],
  }),
  text('paragraph', 'The relaunch is planned for the first week of March.'),
];
