#!/usr/bin/env node
// Adds the platform packages that npm left out of package-lock.json because its registry did not have them.
// A registry that mirrors only some platforms answers 404 for the rest; npm then writes a lockfile without them, and
// `npm ci` refuses it everywhere ("Missing: @biomejs/cli-darwin-arm64 from lock file"). Run after `npm install`.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const lockPath = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
const platform =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(gnu|musl|msvc|eabi|gnueabihf|musleabihf))?$/;

/**
 * @param {Record<string, any>} packages of a lockfile; gets the missing entries
 * @returns {string[]} the paths added
 */
function addMissingPlatforms(packages) {
  const added = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const parts = platform.exec(name);
      const present = packages[resolvedPath(packages, path, name)]?.version;
      // A range is taken as met by what npm chose; platform packages nearly always name one version.
      if (!parts || present === version || (present && !/^\d/.test(version))) continue;
      const beside = `${path.slice(0, path.lastIndexOf('node_modules/'))}node_modules/${name}`;
      const place = packages[beside] ? `${path}/node_modules/${name}` : beside;
      packages[place] = entryFor(version.replace(/^[\^~]/, ''), entry, parts);
      added.push(place);
    }
  }
  return added;
}

/** The entry Node would load for `name` from the package at `path`: the innermost one. */
function resolvedPath(packages, path, name) {
  const folders = path.split('/node_modules/');
  for (let depth = folders.length; depth > 0; depth -= 1) {
    const place = `${folders.slice(0, depth).join('/node_modules/')}/node_modules/${name}`;
    if (packages[place]) return place;
  }
  return `node_modules/${name}`;
}

function entryFor(version, parent, [, os, cpu, abi]) {
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === 'linux' && abi ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
    license: parent.license,
    optional: true,
    os: [os],
  };
}

const lock = JSON.parse(readFileSync(lockPath, 'utf8'));
const added = addMissingPlatforms(lock.packages);
if (added.length > 0) {
  const [root, ...rest] = Object.entries(lock.packages);
  rest.sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries([root, ...rest]);
  writeFileSync(`${lockPath}.new`, `${JSON.stringify(lock, null, 2)}\n`);
  renameSync(`${lockPath}.new`, lockPath);
}
process.stdout.write(`${added.length} platform packages added to package-lock.json\n`);
