import { readEnvironment } from '../config/env.ts';
import { humanMessageOf, LookoutError } from '../kit/errors.ts';

const verboseLevels = new Set(['trace', 'debug']);

/** Says on stderr what went wrong and what to do; the stack only when LOG_LEVEL asks for such. */
export function reportError(error: unknown): void {
  const verbose = verboseLevels.has(readEnvironment().LOG_LEVEL ?? '');
  process.stderr.write(`${sentenceFor(error)}\n`);
  if (verbose) console.error(error);
  else if (!isExpected(error)) process.stderr.write('LOG_LEVEL=debug shows the details.\n');
}

const isExpected = (error: unknown): boolean => error instanceof LookoutError || isPortTaken(error);

const isPortTaken = (error: unknown): error is Error & { port: number } =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;

function sentenceFor(error: unknown): string {
  if (isPortTaken(error))
    return `Port ${error.port} is taken by another program. Stop that one, or set PORT and SANDBOX_PORT to others (0 takes any free one).`;
  return error instanceof LookoutError
    ? humanMessageOf(error)
    : `Something went wrong inside Lookout: ${error instanceof Error ? error.message : String(error)}`;
}
