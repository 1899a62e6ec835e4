import { isObject, stringOr } from '../../slack/json.ts';
import type { NotionForge } from '../forge.ts';
import { notionIds, readId } from '../ids.ts';
import { notFound } from '../notion-error.ts';
import { paginate, readWindow } from '../paginate.ts';
import { presentDataSource, presentPage, presentUser, schemaOf, titleOf } from '../present.ts';
import { plainText } from '../rich-text.ts';
import type { DataSource, Page } from '../state.ts';
import { isBinned, isVisible } from '../tree.ts';
import type { ApiHandler } from './api-call.ts';

const isPage = (one: Page | DataSource): one is Page => 'children' in one;

const nameOf = (forge: NotionForge, one: Page | DataSource): string =>
  isPage(one) ? titleOf(one, schemaOf(forge.state, one)) : plainText(one.title);

const user = (forge: NotionForge, id: string) => {
  const found = forge.state.users.get(id);
  if (!found) throw notFound('user', id);
  return presentUser(found, forge.state.workspace);
};

export const userAndSearchRoutes: Record<string, ApiHandler> = {
  'GET /v1/users/me': ({ forge }) => user(forge, notionIds.bot),
  'GET /v1/users/:user_id': ({ forge, params }) => user(forge, readId(params.user_id, 'path.user_id')),
  'GET /v1/users': ({ forge, query }) =>
    paginate([...forge.state.users.values()], readWindow(query, 'query'), 'user', (one) =>
      presentUser(one, forge.state.workspace),
    ),
  /** By words of the title; newest edit first unless it says otherwise. */
  'POST /v1/search': ({ forge, body }) => {
    const { state, pageBaseUrl } = forge;
    const words = stringOr(body.query, '').toLowerCase();
    const filter = isObject(body.filter) ? body.filter : {};
    const inTrash = filter.in_trash === true;
    const oldestFirst = isObject(body.sort) && body.sort.direction === 'ascending';
    const found = [...state.pages.values(), ...state.dataSources.values()]
      .filter((one) => filter.value === undefined || (filter.value === 'page') === isPage(one))
      .filter((one) => isVisible(state, one.id) && isBinned(state, one.id) === inTrash)
      .filter((one) => nameOf(forge, one).toLowerCase().includes(words))
      .sort((a, b) => (oldestFirst ? 1 : -1) * (a.editedAt.getTime() - b.editedAt.getTime()));
    return paginate(found, readWindow(body, 'body'), 'page_or_data_source', (one) =>
      isPage(one) ? presentPage(state, pageBaseUrl, one) : presentDataSource(state, pageBaseUrl, one),
    );
  },
};
