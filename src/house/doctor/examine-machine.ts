import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Clock } from '../../kit/clock.ts';
import { findChromium } from '../../vendors/web/find-chromium.ts';
import { type Finding, fail, look, off, ok } from './finding.ts';

const wantedNodeMajor = 24;

const canUse = (path: string, mode: number) =>
  access(path, mode).then(
    () => true,
    () => false,
  );

/** Node, the data directory, the encryption key and the browser. */
export function examineMachine(config: Config, clock: Clock): Promise<Finding>[] {
  return [
    look(clock, 'Node', 'Start with npm start or npx lookout, which bring the right Node.', async () => {
      const { node } = process.versions;
      return Number.parseInt(node, 10) >= wantedNodeMajor
        ? ok(node)
        : fail(
            `${node}; ${wantedNodeMajor} is needed`,
            'Start with npm start or npx lookout, which bring the right Node.',
          );
    }),
    look(
      clock,
      'Data directory',
      'Set DATA_DIR to a directory this user may write to.',
      async () => await examineDataDir(config.dataDir),
    ),
    look(clock, 'Encryption key', 'See ENCRYPTION_KEYS in .env.example.', async () => {
      const { encryption } = config.security;
      if (encryption.kind === 'keys')
        return ok(`${encryption.keys[0]?.id ?? ''} writes, ${encryption.keys.length} can read`);
      const there = await canUse(encryption.path, constants.R_OK);
      return ok(
        there
          ? `in ${encryption.path}; keep a copy of that file`
          : `is made at the first start, in ${encryption.path}`,
      );
    }),
    look(clock, 'Browser', 'Install Chromium, or set CHROMIUM_PATH.', async () => {
      const wanted = config.watching.chromiumPath;
      const found = await findChromium(wanted);
      if (found) return ok(found);
      return wanted
        ? fail(
            `CHROMIUM_PATH is ${wanted}, which cannot be run`,
            'Set CHROMIUM_PATH to the browser itself, or unset it.',
          )
        : off(
            'no Chromium found; pages that need one are told in their thread',
            'Install Chromium, or set CHROMIUM_PATH.',
          );
    }),
  ];
}

async function examineDataDir(directory: string) {
  const path = resolve(directory);
  if (await canUse(path, constants.F_OK)) {
    return (await canUse(path, constants.W_OK | constants.X_OK))
      ? ok(path)
      : fail(`${path} cannot be written to`, 'Set DATA_DIR to a directory this user may write to.');
  }
  const parent = await nearestThere(dirname(path));
  return (await canUse(parent, constants.W_OK | constants.X_OK))
    ? ok(`${path} is made at the first start`)
    : fail(
        `${path} is not there and cannot be made in ${parent}`,
        'Set DATA_DIR to a directory this user may write to.',
      );
}

async function nearestThere(path: string): Promise<string> {
  return (await canUse(path, constants.F_OK)) || dirname(path) === path
    ? path
    : await nearestThere(dirname(path));
}
