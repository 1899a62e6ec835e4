import { readId } from '../ids.ts';
import { changePage, createPage } from '../pages.ts';
import { presentPage } from '../present.ts';
import { pageOf } from '../tree.ts';
import type { ApiCall, ApiHandler } from './api-call.ts';

const page = ({ forge, params }: ApiCall) => pageOf(forge.state, readId(params.page_id, 'path.page_id'));

export const pageRoutes: Record<string, ApiHandler> = {
  'POST /v1/pages': ({ forge, body, actor }) =>
    presentPage(forge.state, forge.pageBaseUrl, createPage(forge, body, actor)),
  'GET /v1/pages/:page_id': (call) => presentPage(call.forge.state, call.forge.pageBaseUrl, page(call)),
  'PATCH /v1/pages/:page_id': (call) => {
    const found = page(call);
    changePage(call.forge, found, call.body, call.actor);
    return presentPage(call.forge.state, call.forge.pageBaseUrl, found);
  },
};
