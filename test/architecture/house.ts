import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource, type SourceFile } from './source.ts';

/** What the rules look at: the parsed sources, and the text of everything else they need. */
export interface House {
  files: readonly SourceFile[];
  texts: ReadonlyMap<string, string>;
}

/** A wall: what it says, how it is checked, and samples that prove the check can see. */
export interface Rule {
  /** A sentence that is true while the rule holds. */
  says: string;
  /** One line for each place that breaks the rule: where, what, and what to do instead. */
  check(house: House): string[];
  /** Small houses, path -> text, each with a word its problem must contain. */
  broken: readonly { files: Record<string, string>; problem: string }[];
  /** Small houses nothing may be said about. */
  kept: readonly Record<string, string>[];
}

export function houseOf(files: Record<string, string>): House {
  const isSource = (path: string) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
  return {
    files: Object.entries(files)
      .filter(([path]) => isSource(path))
      .map(([path, text]) => parseSource(path, text)),
    texts: new Map(Object.entries(files)),
  };
}

/** The checkout as it lies on the disk. */
export function readHouse(root: string): House {
  const patterns = [
    'src/**/*.{ts,tsx}',
    'web/**/*.{ts,tsx}',
    'migrations/*',
    'package.json',
    'package-lock.json',
  ];
  const paths = globSync(patterns, { cwd: root, exclude: (path) => String(path).includes('node_modules') });
  return houseOf(
    Object.fromEntries(
      paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]),
    ),
  );
}

/** The product's own files on the server: not the browser side, not tests. */
export const productFiles = (house: House): SourceFile[] =>
  house.files.filter((file) => file.path.startsWith('src/') && !file.isTest);
