import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { describeVariables } from '../src/config/describe.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

const opening = '<!-- variables: made from src/config/variables/ -->';
const closing = '<!-- /variables -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** The variables as one Markdown table, a bold line for each group. */
function variablesTable(): string {
  const lines = ['| variable | default | what it is for | expected |', '|---|---|---|---|'];
  let group = '';
  for (const variable of describeVariables()) {
    if (variable.group !== group) lines.push(`| **${variable.group}** | | | |`);
    group = variable.group;
    const name = `\`${variable.name}\`${variable.secret ? ' 🔒' : ''}`;
    const fallback = variable.default === undefined ? '' : `\`${variable.default}\``;
    lines.push(`| ${name} | ${fallback} | ${cell(variable.about)} | ${cell(variable.expects)} |`);
  }
  return lines.join('\n');
}

test('the README has every variable in its table, as the code describes it (-u writes it anew)', async () => {
  const [before, rest] = readme.split(opening);
  const after = rest?.split(closing)[1];
  expect(after, `README.md has lost "${opening}" or "${closing}"`).toBeDefined();
  const wanted = `${before}${opening}\n${variablesTable()}\n${closing}${after}`;
  await expect(wanted).toMatchFileSnapshot('../README.md');
});

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'decisions')).map((name) => `decisions/${name}`),
];

/** Links to files and names in code font that are plainly paths of this repository. */
function pathsNamedIn(document: string): string[] {
  const text = read(document).replace(/```[\s\S]*?```/g, '');
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) =>
    join(dirname(document), match[1] ?? ''),
  );
  const names = [...text.matchAll(/`((?:src|test|web|scripts|migrations|decisions|docs)\/[\w./-]+)`/g)].map(
    (match) => match[1] ?? '',
  );
  return [...links, ...names];
}

/** CONTRIBUTING.md tells how to add a flow and calls it `digest`. */
const isMadeUp = (path: string): boolean => path.includes('digest');

test.each(documents)('%s names only files that exist', (document) => {
  const missing = pathsNamedIn(document).filter((path) => !isMadeUp(path) && !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});

test('decisions are numbered without a gap, and ARCHITECTURE.md lists each', () => {
  const names = readdirSync(join(root, 'decisions')).sort();
  expect(names.map((name) => Number.parseInt(name, 10))).toEqual(names.map((_, index) => index + 1));
  const architecture = read('ARCHITECTURE.md');
  expect(names.filter((name) => !architecture.includes(`decisions/${name}`))).toEqual([]);
});
