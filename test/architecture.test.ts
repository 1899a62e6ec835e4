import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { noCycles } from './architecture/cycles.ts';
import { declaredPackages } from './architecture/declared-packages.ts';
import { noExit, oneEnvironmentReader } from './architecture/environment.ts';
import { fileSizes } from './architecture/file-sizes.ts';
import { flowShape } from './architecture/flow-shape.ts';
import { houseOf, type Rule, readHouse } from './architecture/house.ts';
import { jobNames } from './architecture/job-names.ts';
import { wholeLockfile } from './architecture/lockfile.ts';
import { migrationNumbers } from './architecture/migrations.ts';
import { mayConnect, oneEgress } from './architecture/one-egress.ts';
import { mayTellTime, oneClock } from './architecture/time.ts';
import { vendorPackages } from './architecture/vendor-packages.ts';
import { walls } from './architecture/walls.ts';

/** The walls of HOUSE.md. Change a wall and its page together; each rule's file has samples of what it catches. */
const rules: readonly Rule[] = [
  walls,
  noCycles,
  fileSizes,
  oneEgress,
  vendorPackages,
  declaredPackages,
  oneEnvironmentReader,
  noExit,
  oneClock,
  flowShape,
  jobNames,
  migrationNumbers,
  wholeLockfile,
];

const house = readHouse(fileURLToPath(new URL('..', import.meta.url)));

test('the checkout was found and read', () => {
  expect(house.files.map((file) => file.path)).toContain('src/kit/errors.ts');
  expect(house.texts.has('package-lock.json')).toBe(true);
});

describe.each(rules.map((rule) => [rule.says, rule] as const))('%s', (_, rule) => {
  test('the house keeps it', () => {
    expect(rule.check(house)).toEqual([]);
  });

  test.each(rule.broken)('it catches sample %#: $problem', ({ files, problem }) => {
    expect(rule.check(houseOf(files)).join('\n')).toContain(problem);
  });

  test.each(rule.kept.map((files) => ({ files })))('it lets sample %# pass', ({ files }) => {
    expect(rule.check(houseOf(files))).toEqual([]);
  });
});

test('every exception is still needed: its file exists', () => {
  const paths = new Set(house.files.map((file) => file.path));
  expect(
    [...Object.keys(mayConnect), ...Object.keys(mayTellTime)].filter((path) => !paths.has(path)),
  ).toEqual([]);
});
