import { access, constants } from 'node:fs/promises';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
];

/**
 * The path of a Chromium that can be started, or undefined when there is none. A configured path is the
 * only one looked at, so that a wrong setting shows instead of being papered over.
 */
export async function findChromium(configuredPath?: string): Promise<string | undefined> {
  for (const path of configuredPath ? [configuredPath] : usualPaths) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}
