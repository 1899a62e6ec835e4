/**
 * Writes the JSON Schema the forged Notion validates requests with, generated from the installed @notionhq/client, so
 * that the forge refuses what the vendor's own types refuse. Run again after changing the version of the client:
 *
 *   node scripts/generate-notion-schemas.mjs
 *
 * Every named type stays a definition of its own (`expose: 'all'`): inlined, the same schema is 20 times as big.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const client = join(root, 'node_modules/@notionhq/client');
const target = join(root, 'src/sandbox/notion/schemas/requests.generated.json');

const requests = [
  'CreatePageParameters',
  'UpdatePageParameters',
  'UpdateBlockParameters',
  'AppendBlockChildrenParameters',
  'CreateDatabaseParameters',
  'UpdateDatabaseParameters',
  'CreateDataSourceParameters',
  'UpdateDataSourceParameters',
  'QueryDataSourceParameters',
  'CreateCommentParameters',
  'UpdateCommentParameters',
  'SearchParameters',
];

const generator = createGenerator({
  path: join(client, 'build/src/api-endpoints.d.ts'),
  type: '*',
  skipTypeCheck: true,
  jsDoc: 'none',
  expose: 'all',
  topRef: true,
});

const definitions = {};
for (const name of requests) Object.assign(definitions, generator.createSchema(name).definitions);

/** The generator names what has no name after its place in the file, a thousand characters long. */
const shortNames = new Map(
  Object.keys(definitions).map((name, index) => [name, /^\w+$/.test(name) ? name : `Unnamed${index}`]),
);
function withShortNames(node) {
  if (Array.isArray(node)) return node.map(withShortNames);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? `#/definitions/${shortNames.get(decodeURIComponent(value.slice('#/definitions/'.length)))}`
        : withShortNames(value),
    ]),
  );
}

const { version } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'));
const text = `${JSON.stringify({
  $comment: `@notionhq/client ${version}`,
  definitions: Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [shortNames.get(name), withShortNames(schema)]),
  ),
})}\n`;
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, text);
console.log(`${target}: ${text.length} bytes`);
