import { isObject } from '../../slack/json.ts';
import { changeDatabase, changeDataSource, createDatabase, createDataSource, pagesOf } from '../databases.ts';
import { readId } from '../ids.ts';
import { invalid } from '../notion-error.ts';
import { paginate, readWindow } from '../paginate.ts';
import { presentDatabase, presentDataSource, presentPage } from '../present.ts';
import { readFilter, sortPages } from '../query.ts';
import { databaseOf, dataSourceOf, pageOf } from '../tree.ts';
import type { ApiCall, ApiHandler } from './api-call.ts';

const database = ({ forge, params }: ApiCall) =>
  databaseOf(forge.state, readId(params.database_id, 'path.database_id'));
const source = ({ forge, params }: ApiCall) =>
  dataSourceOf(forge.state, readId(params.data_source_id, 'path.data_source_id'));
const parentOf = ({ body }: ApiCall) => (isObject(body.parent) ? body.parent : {});

export const databaseRoutes: Record<string, ApiHandler> = {
  'POST /v1/databases': (call) => {
    const { forge, body, actor } = call;
    const { page_id } = parentOf(call);
    if (page_id === undefined) throw invalid('Provided workspace parent is not supported for a connection.');
    const above = pageOf(forge.state, readId(page_id, 'body.parent.page_id'));
    return presentDatabase(forge.state, forge.pageBaseUrl, createDatabase(forge, above, body, actor));
  },
  'GET /v1/databases/:database_id': (call) =>
    presentDatabase(call.forge.state, call.forge.pageBaseUrl, database(call)),
  'PATCH /v1/databases/:database_id': (call) => {
    const found = database(call);
    changeDatabase(call.forge, found, call.body, call.actor);
    return presentDatabase(call.forge.state, call.forge.pageBaseUrl, found);
  },
  'POST /v1/data_sources': (call) => {
    const { forge, body, actor } = call;
    const above = databaseOf(forge.state, readId(parentOf(call).database_id, 'body.parent.database_id'));
    const made = createDataSource(forge, above, body, actor);
    return presentDataSource(forge.state, forge.pageBaseUrl, made);
  },
  'GET /v1/data_sources/:data_source_id': (call) =>
    presentDataSource(call.forge.state, call.forge.pageBaseUrl, source(call)),
  'PATCH /v1/data_sources/:data_source_id': (call) => {
    const found = source(call);
    changeDataSource(call.forge, found, call.body, call.actor);
    return presentDataSource(call.forge.state, call.forge.pageBaseUrl, found);
  },
  'POST /v1/data_sources/:data_source_id/query': (call) => {
    const { forge, body } = call;
    const found = source(call);
    const wanted = readFilter(found, body.filter);
    const inTrash = body.in_trash === true;
    const rows = pagesOf(forge, found).filter((page) => page.inTrash === inTrash && wanted(page));
    const sorted = sortPages(found, rows, body.sorts);
    return {
      ...paginate(sorted, readWindow(body, 'body'), 'page_or_data_source', (page) =>
        presentPage(forge.state, forge.pageBaseUrl, page),
      ),
      request_status: { type: 'complete' },
    };
  },
};
