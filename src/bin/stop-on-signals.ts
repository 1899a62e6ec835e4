export interface Stop extends Disposable {
  /** Aborted by the first SIGINT or SIGTERM. A second one ends the process at once. */
  readonly signal: AbortSignal;
  /** Resolves when it is aborted. */
  readonly requested: Promise<void>;
  /** How long the stop may take before the process is ended all the same, in seconds. Default 20. */
  allow(graceSeconds: number): void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;
/** What closing takes beyond the work that is waited for, in seconds. */
const closingSeconds = 5;

/** Turns the signals that ask a process to stop into one AbortSignal, with the one watchdog of the product behind it. */
export function stopOnSignals(): Stop {
  const controller = new AbortController();
  const { promise: requested, resolve } = Promise.withResolvers<void>();
  let graceSeconds = 20;
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      process.stderr.write('Stopped at once.\n');
      process.exit(1);
    }
    controller.abort(new Error(`stopped by ${name}`));
    resolve();
    // Node does not keep a process alive for this timer, unlike for a Clock's sleep: a stop that goes well is not held up.
    AbortSignal.timeout((graceSeconds + closingSeconds) * 1000).addEventListener('abort', () => {
      process.stderr.write(`Not stopped after ${graceSeconds + closingSeconds} seconds: ended.\n`);
      process.exit(1);
    });
  };
  for (const name of signals) process.on(name, onSignal);
  return {
    signal: controller.signal,
    requested,
    allow: (seconds) => {
      graceSeconds = seconds;
    },
    [Symbol.dispose]: () => {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
