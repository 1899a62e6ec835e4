import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * Everything the product may know of its environment: `.env` of `directory` (when there is one) under the real
 * environment, which wins. This is the only place in src/ that reads either.
 */
export function readEnvironment(directory: string = process.cwd()): Record<string, string | undefined> {
  return { ...readEnvFile(join(directory, '.env')), ...process.env };
}

function readEnvFile(path: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
