import { type DestinationStream, type Logger, pino } from 'pino';
import { currentRequestId } from './trace.ts';

export type Log = Logger;

/** Field names whose values never reach a log line, at any of the depths we write. */
const secretFields = [
  'token',
  'botToken',
  'authorization',
  'password',
  'secret',
  'signingSecret',
  'clientSecret',
  'apiKey',
  'key',
  'cookie',
];
const redactPaths = secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** The product's logger: one JSON line per event on stderr, so that stdout stays data. */
export function createLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: undefined,
      redact: { paths: redactPaths, censor: '[hidden]' },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const requestId = currentRequestId();
        return requestId ? { requestId } : {};
      },
    },
    destination ?? pino.destination({ dest: 2, sync: false }),
  );
}

/** For tests and for rooms that must stay quiet. */
export const silentLog: Log = pino({ level: 'silent' });
