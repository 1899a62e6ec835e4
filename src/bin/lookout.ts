import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { reportError } from './report-error.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/* The one executable. Parses, runs one command and says how it went by its exit code; it ends when nothing is left to do. */
const stop = stopOnSignals();
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(141); // `| head` has seen enough: ended as a shell reports it
});
try {
  await createProgram(stop).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
  } else if (stop.signal.aborted && error === stop.signal.reason) {
    process.exitCode = 130; // as a shell reports a command that was interrupted
  } else {
    reportError(error);
    process.exitCode = 1;
  }
} finally {
  stop[Symbol.dispose]();
}
