import * as z from 'zod';
import type { Rule } from './house.ts';

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
});

/** npm leaves out what its registry does not have, and then `npm ci` refuses the lockfile on every machine. */
export const wholeLockfile: Rule = {
  says: 'the lockfile names the packages of every platform, so that npm ci accepts it anywhere',
  check: (house) => {
    const text = house.texts.get('package-lock.json');
    if (text === undefined) return [];
    const { packages } = Lockfile.parse(JSON.parse(text));
    return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(packages, path, name))
        .map((name) => `package-lock.json lacks ${name} of ${path}: run node scripts/complete-lockfile.mjs`),
    );
  },
  broken: [
    { files: { 'package-lock.json': lock(['node_modules/b-linux-x64']) }, problem: 'lacks b-darwin-arm64' },
  ],
  kept: [
    { 'package-lock.json': lock(['node_modules/b-linux-x64', 'node_modules/b-darwin-arm64']) },
    { 'package-lock.json': lock(['node_modules/b-linux-x64', 'node_modules/b/node_modules/b-darwin-arm64']) },
    {},
  ],
};

function isLocked(packages: Record<string, unknown>, path: string, name: string): boolean {
  const folders = path.split('/node_modules/');
  const places = folders.map(
    (_, at) => `${folders.slice(0, at + 1).join('/node_modules/')}/node_modules/${name}`,
  );
  return [`node_modules/${name}`, ...places].some((place) => place in packages);
}

function lock(locked: readonly string[]): string {
  const parent = { optionalDependencies: { 'b-linux-x64': '1.0.0', 'b-darwin-arm64': '1.0.0' } };
  return JSON.stringify({
    packages: { '': {}, 'node_modules/b': parent, ...Object.fromEntries(locked.map((path) => [path, {}])) },
  });
}
