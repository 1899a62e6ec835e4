#!/usr/bin/env node
// Runs before `npm start`, `npm test` and `npm run check`: installs what is missing, says so, and is silent otherwise.
// Plain JavaScript for Node 20 without packages, because it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWebWhenStale } from './build-web.mjs';

const oldestNodeMajor = 20;

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node 24 of the npm package `node`: what everything but the scripts of this folder runs on. */
export const projectNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/**
 * Makes the checkout ready to run. Says what it does on stderr, so that stdout stays data.
 * @param {{ web: boolean }} options web: also build the browser side when its sources are newer than its build
 * @throws Error with a sentence for a person
 */
export function setUp({ web }) {
  checkNode(process.versions.node);
  const reason = whyInstall();
  if (reason) install(reason);
  if (!existsSync(projectNode))
    throw new Error(
      'Node 24 was not installed: npm did not run the install script of the package "node". ' +
        'Take ignore-scripts out of your npm configuration (npm config get ignore-scripts), delete node_modules and try again.',
    );
  if (web) buildWebWhenStale(root, projectNode);
}

/** @param {string} version */
export function checkNode(version) {
  if (Number.parseInt(version, 10) < oldestNodeMajor)
    throw new Error(
      `Lookout needs Node ${oldestNodeMajor} or newer to set itself up, and this is Node ${version}. Install a newer one from https://nodejs.org and try again.`,
    );
}

function whyInstall() {
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'Packages are not installed yet';
  const wanted = readLock(join(root, 'package-lock.json'));
  return wanted && lockfilesDiffer(wanted, installed) ? 'The lockfile has changed' : undefined;
}

/**
 * Compares contents and not times: a clone, a checkout or a cache restores files with any time.
 * A package that is optional may be missing, since it can be for another platform.
 * @param {Record<string, { version?: string, optional?: boolean, link?: boolean }>} wanted
 * @param {Record<string, { version?: string }>} installed
 */
export function lockfilesDiffer(wanted, installed) {
  const paths = Object.keys(wanted).filter((path) => path !== '');
  const isRight = (path) =>
    installed[path] ? installed[path].version === wanted[path].version : wanted[path].optional === true;
  return !paths.every(isRight) || Object.keys(installed).some((path) => !wanted[path]);
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install(reason) {
  process.stderr.write(`${reason}: running npm ci (about a minute the first time).\n`);
  // Development packages are needed to run from a checkout: Node 24 itself is one of them.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = runNpm(args);
  if (error || status !== 0)
    throw new Error(
      `npm ci failed${error ? `: ${error.message}` : ` with exit code ${status}`}. What npm wrote above says why; Lookout was not started.`,
    );
}

function runNpm(args) {
  const options = { cwd: root, stdio: ['inherit', 2, 'inherit'] };
  const running = process.env.npm_execpath ?? '';
  // The npm that started this script, so that its version and configuration are the ones used.
  if (basename(running) === 'npm-cli.js') return spawnSync(process.execPath, [running, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

const isMain = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  try {
    setUp({ web: process.argv.includes('--web') });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
