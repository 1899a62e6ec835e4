// Builds the browser side (web/) into dist/web with Vite, only when what it is made of has changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What ends up in the build: the sources, the contracts they share with the server, and the package versions. */
const ingredients = ['web', 'src/contracts', 'package-lock.json'];

/**
 * @param {string} root the checkout
 * @param {string} node the Node binary to run Vite on
 * @throws Error with a sentence for a person
 */
export function buildWebWhenStale(root, node) {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  const output = join(root, 'dist', 'web');
  const stamp = join(output, '.stamp');
  const hash = hashOf(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  process.stderr.write('The browser side is new or has changed: building it with Vite.\n');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', 'web', '--outDir', output, '--emptyOutDir', '--logLevel', 'warn'];
  const { status, error } = spawnSync(node, args, { cwd: root, stdio: ['ignore', 2, 'inherit'] });
  if (error || status !== 0)
    throw new Error('The browser side could not be built; what Vite wrote above says why.');
  writeFileSync(stamp, hash);
}

/** One hash over the names and bytes of all ingredients. */
function hashOf(root) {
  const hash = createHash('sha256');
  for (const path of ingredients.flatMap((ingredient) => filesUnder(join(root, ingredient))))
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = readEntries(path);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.includes('.test.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}

function readEntries(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
