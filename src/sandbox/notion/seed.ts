import type { Json } from '../slack/json.ts';
import { appendBlocks, newBlock } from './blocks.ts';
import { notionIds } from './ids.ts';
import { newPage } from './pages.ts';
import { richText } from './rich-text.ts';
import { billingBlocks, relaunchBlocks } from './seed-pages.ts';
import type { NotionState, Page, User } from './state.ts';

const person = (id: string, name: string, email: string): User => ({ id, name, type: 'person', email });

/** Three people, a shared page with two pages of requirements below it, and a page nobody shared. */
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
  const below = (id: string, title: string, blocks: object[]) => {
    const page = newPage(state, { type: 'page_id', page_id: work.id }, actor, id);
    page.properties.set('title', richText(title));
    newBlock(state, work, 'child_page', { title }, actor, page.id);
    work.children.push(page.id);
    appendBlocks(state, page, blocks as Json[], 'end', actor);
  };
  below(notionIds.requirementsPage, 'Website relaunch: requirements', relaunchBlocks);
  below(notionIds.billingPage, 'Billing v2: requirements', billingBlocks);
  return state;
}

function rootPage(state: NotionState, id: string, title: string, now: Date): Page {
  const page = newPage(state, { type: 'workspace', workspace: true }, { by: notionIds.ada, now }, id);
  page.properties.set('title', richText(title));
  return page;
}
