/**
 * Writes the JSON Schemas the forged Slack validates with, generated from the installed @slack/types, so that
 * the forge refuses what the vendor's own types refuse. Run again after changing the version of @slack/types:
 *
 *   node scripts/generate-slack-schemas.mjs
 *
 * One root type a run: the generator reports "multiple definitions" when several are mixed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outDir = join(root, 'src/sandbox/slack/schemas');
const types = join(root, 'node_modules/@slack/types/dist/index.d.ts');

const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@slack/types/package.json'), 'utf8'));

const wanted = [
  { type: 'KnownBlock', file: 'known-block' },
  { type: 'View', file: 'view' },
  { type: 'AnyChunk', file: 'any-chunk' },
];

/** Descriptions and examples are half of the bytes and validate nothing. */
function withoutProse(node) {
  if (Array.isArray(node)) return node.map(withoutProse);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key, value]) =>
          !(['description', 'see', 'examples', 'default'].includes(key) && typeof value !== 'object'),
      )
      .map(([key, value]) => [key, withoutProse(value)]),
  );
}

mkdirSync(outDir, { recursive: true });
for (const { type, file } of wanted) {
  const schema = createGenerator({ path: types, type, skipTypeCheck: true, jsDoc: 'none' }).createSchema(
    type,
  );
  const target = join(outDir, `${file}.generated.json`);
  const text = `${JSON.stringify({ $comment: `@slack/types ${version}`, ...withoutProse(schema) })}\n`;
  writeFileSync(target, text);
  console.log(`${target}: ${text.length} bytes`);
}
