import { globalUses } from './globals.ts';
import { productFiles, type Rule } from './house.ts';
import { floorOf, roomOf } from './rooms.ts';
import type { Import, SourceFile } from './source.ts';

/** The files that may open a connection to the outside, each with the reason it is not the egress itself. */
export const mayConnect: Record<string, string> = {
  'src/vendors/web/egress.ts': 'the one egress: every address is checked here before anything connects',
  'src/vendors/web/resolve-host.ts': 'the egress’s look-up of names; it opens no connection to a page',
  'src/sandbox/slack/delivery/http-transport.ts':
    'plays Slack: posts forged events to the house it stands beside',
  'src/sandbox/linear/webhooks/post-webhook.ts':
    'plays Linear: posts forged webhooks to the house it stands beside',
  'src/sandbox/notion/post-webhook.ts': 'plays Notion: posts forged events to the house it stands beside',
  'src/bench/loopback-client.ts':
    'the bare loop the product is measured beside, and the sender of measured events; the loopback only',
};

/** Modules that can connect, and what of them only listens or only looks at addresses. */
const harmless: Record<string, { anywhere: readonly string[]; servers: readonly string[] }> = {
  undici: { anywhere: [], servers: [] },
  ws: { anywhere: [], servers: ['WebSocketServer'] },
  http: {
    anywhere: ['STATUS_CODES', 'METHODS'],
    servers: ['createServer', 'Server', 'ServerResponse', 'IncomingMessage'],
  },
  https: { anywhere: [], servers: [] },
  http2: { anywhere: ['constants'], servers: [] },
  net: { anywhere: ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'SocketAddress'], servers: ['createServer'] },
  tls: { anywhere: [], servers: [] },
  dgram: { anywhere: [], servers: [] },
  dns: { anywhere: [], servers: [] },
  'dns/promises': { anywhere: [], servers: [] },
};
const serverFloors = new Set(['gateway', 'doors', 'sandbox', 'house', 'bench']);
const connectingGlobals = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);

export const oneEgress: Rule = {
  says: 'nothing but the egress opens a connection to the outside',
  check: (house) =>
    productFiles(house)
      .filter((file) => !(file.path in mayConnect))
      .flatMap((file) => [...connectingImports(file), ...connectingCalls(file)]),
  broken: [
    ...[
      'await fetch(url);',
      'const options = { fetch };',
      'const get = given ?? globalThis.fetch;',
      "globalThis['fetch'](url);",
      'new WebSocket(url);',
      "import { request } from 'undici';",
      "import { request } from 'node:http';",
      "import http from 'node:http';",
      "import * as https from 'https';",
      "import { connect } from 'node:net';",
      "import { lookup } from 'node:dns/promises';",
      "export { fetch } from 'undici';",
      "const { request } = await import('node:https');",
      "import { createServer } from 'node:http';",
    ].map((text) => ({ files: { 'src/flows/content/a.ts': text }, problem: 'src/vendors/web/egress.ts' })),
    {
      files: { 'src/doors/http/a.ts': "import { createServer, get } from 'node:http';" },
      problem: 'get of node:http',
    },
  ],
  kept: [
    { 'src/vendors/web/egress.ts': "import { Agent, fetch } from 'undici'; await fetch(url);" },
    { 'src/doors/http/a.ts': "import { createServer, type IncomingMessage } from 'node:http';" },
    { 'src/sandbox/a.ts': "import { WebSocketServer } from 'ws'; import type { Socket } from 'node:net';" },
    { 'src/vendors/llm/a.ts': "import type { Agent } from 'undici'; import { isIP } from 'node:net';" },
    {
      'src/flows/content/a.ts':
        'const read = (page: { fetch(): void }, fetch: typeof globalThis.fetch) => fetch(page.fetch());',
    },
    {
      'src/flows/content/a.ts': 'type Get = typeof fetch; const a = { fetch: get }; a.fetch(); // fetch(url)',
    },
    { 'src/flows/content/a.test.ts': 'await fetch(url);' },
  ],
};

function connectingImports(file: SourceFile): string[] {
  return file.imports.flatMap((item) => {
    const names = refusedNames(file, item);
    return names.length > 0
      ? [
          `${file.path}:${item.line} imports ${names.join(', ')} of ${item.specifier}: go through src/vendors/web/egress.ts (a server imports createServer by name)`,
        ]
      : [];
  });
}

function refusedNames(file: SourceFile, item: Import): string[] {
  const module = harmless[item.specifier.replace(/^node:/, '')];
  if (!module || item.typeOnly) return [];
  if (!item.names || item.names.length === 0) return ['everything'];
  const room = roomOf(file.path);
  const isServer = room !== undefined && serverFloors.has(floorOf(room));
  const allowed = isServer ? [...module.anywhere, ...module.servers] : module.anywhere;
  return item.names
    .filter((name) => !name.typeOnly && !(name.name && allowed.includes(name.name)))
    .map((name) => name.name ?? 'everything');
}

function connectingCalls(file: SourceFile): string[] {
  return globalUses(file)
    .filter((use) => connectingGlobals.has(use.name))
    .map((use) => `${file.path}:${use.line} uses ${use.name}: go through src/vendors/web/egress.ts`);
}
