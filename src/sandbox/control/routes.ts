import type { ServerResponse } from 'node:http';
import { LookoutError } from '../../kit/errors.ts';
import { send } from '../http.ts';
import { linearControlRoutes } from '../linear/control.ts';
import type { ForgedLinear } from '../linear/create-forged-linear.ts';
import { notionControlRoutes } from '../notion/control.ts';
import type { ForgedNotion } from '../notion/create-forged-notion.ts';
import type { Forge } from '../slack/forge.ts';
import { actOnBlocks, suggestOptions } from '../slack/people/act-on-blocks.ts';
import { runCommand } from '../slack/people/run-command.ts';
import { openHome, say } from '../slack/people/say.ts';
import { useShortcut } from '../slack/people/use-shortcut.ts';
import { dismissView, submitView } from '../slack/people/use-views.ts';
import { channelOf, personOf } from '../slack/people/who-and-where.ts';
import { stackOf } from '../slack/views.ts';
import type { Site } from '../web/site.ts';
import * as requests from './requests.ts';
import { stateFor, threadFor, topLevelFor } from './state.ts';
import { streamEvents } from './stream.ts';

/** What the control API steers. */
export interface Controlled {
  forge: Forge;
  site: Site;
  linear: ForgedLinear;
  notion: ForgedNotion;
}

interface ControlCall extends Controlled {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  response: ServerResponse;
}

/** Returns the JSON to answer with, or `undefined` when it has answered itself. */
type Handler = (call: ControlCall) => unknown;

function userOf({ query }: ControlCall): string {
  const user = query.get('user');
  if (!user) throw new LookoutError('bad_input', 'say which user: ?user=U...');
  return user;
}

const channelFor = (call: ControlCall) => {
  const person = personOf(call.forge, userOf(call));
  return { user: person.id, channel: channelOf(call.forge, person, call.params.id ?? '') };
};

const siteState = ({ site }: ControlCall) => ({
  base: site.baseUrl,
  pages: site.pages().map(({ modifiedAt: _, ...page }) => page),
});

const ok = async (work: Promise<void>): Promise<{ ok: true }> => {
  await work;
  return { ok: true };
};

/** The control API, `METHOD /path` under /sandbox/api. A step `:name` is a parameter. */
export const controlRoutes: Record<string, Handler> = {
  ...linearControlRoutes,
  ...notionControlRoutes,
  'GET /state': (call) => stateFor(call.forge, call.query.get('user') ?? undefined),
  'GET /channels/:id/messages': (call) => {
    const { user, channel } = channelFor(call);
    return { messages: topLevelFor(call.forge, channel, user) };
  },
  'GET /channels/:id/threads/:ts': (call) => {
    const { user, channel } = channelFor(call);
    return { messages: threadFor(call.forge, channel, call.params.ts ?? '', user) };
  },
  'GET /stream': (call) => streamEvents(call.forge, personOf(call.forge, userOf(call)).id, call.response),
  'POST /messages': ({ forge, body }) => {
    const { files, ...saying } = requests.MessageRequest.parse(body);
    const decoded = files?.map(({ content_base64, ...file }) => ({
      ...file,
      bytes: Buffer.from(content_base64, 'base64'),
    }));
    return { ts: say(forge, { ...saying, files: decoded }).ts };
  },
  'POST /commands': ({ forge, body }) => ok(runCommand(forge, requests.CommandRequest.parse(body))),
  'POST /actions': ({ forge, body }) => ok(actOnBlocks(forge, requests.ActionRequest.parse(body))),
  'POST /options': ({ forge, body }) => suggestOptions(forge, requests.OptionsRequest.parse(body)),
  'POST /views/:id/submit': ({ forge, body, params }) => {
    const { user, state } = requests.SubmitRequest.parse(body);
    return submitView(forge, { user, view_id: params.id ?? '', values: state.values });
  },
  'POST /views/:id/close': ({ forge, body, params }) =>
    ok(dismissView(forge, { user: requests.CloseRequest.parse(body).user, view_id: params.id ?? '' })),
  'GET /views': (call) => ({ views: stackOf(call.forge, userOf(call)).map((view) => view.json) }),
  'POST /shortcuts': ({ forge, body }) => ok(useShortcut(forge, requests.ShortcutRequest.parse(body))),
  'POST /home': ({ forge, body }) => {
    const { user, tab } = requests.HomeRequest.parse(body);
    openHome(forge, user, tab);
    return { ok: true };
  },
  'GET /home': (call) => ({ view: call.forge.views.homes.get(userOf(call))?.json ?? null }),
  'GET /files/:id': ({ forge, params, response }) => {
    const file = forge.workspace.files.get(params.id ?? '');
    if (!file) throw new LookoutError('not_found', 'no such file');
    // Never rendered in our origin: a dropped HTML file would run as the client.
    send(response, 200, 'application/octet-stream', file.bytes, {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  },
  'GET /site': siteState,
  'PUT /site': (call) => {
    const { path, ...change } = requests.SiteRequest.parse(call.body);
    call.site.edit(path, change);
    return siteState(call);
  },
  'POST /site/reset': (call) => {
    call.site.reset();
    return siteState(call);
  },
  'POST /faults': ({ forge, body }) => {
    forge.faults.add(requests.FaultRequest.parse(body));
    return { faults: forge.faults.pending() };
  },
  'GET /calls': ({ forge, query }) => {
    const method = query.get('method');
    return { calls: forge.calls.filter((call) => method === null || call.method === method) };
  },
  'POST /socket/disconnect': ({ forge, body }) => {
    const connections = forge.sockets.connections();
    forge.sockets.disconnect(requests.DisconnectRequest.parse(body ?? {}).reason);
    return { disconnected: connections };
  },
};
