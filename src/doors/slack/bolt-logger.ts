import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../../kit/log.ts';

/**
 * Bolt's and the Web API client's lines in our log. Their info is our debug: they report every
 * reconnect and unmatched request. Their debug is left out: it holds bodies and headers.
 */
export function boltLogger(log: Log): Logger {
  const words = (parts: readonly unknown[]): string =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: (...parts) => log.debug({ from: 'bolt', words: words(parts) }, 'slack client'),
    warn: (...parts) => log.warn({ from: 'bolt', words: words(parts) }, 'slack client'),
    error: (...parts) => log.error({ from: 'bolt', words: words(parts) }, 'slack client'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
