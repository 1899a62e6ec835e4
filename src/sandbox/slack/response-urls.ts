import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import { limits } from './limits.ts';

/** Where a response_url leads. */
export interface ResponseTarget {
  channel: string;
  user: string;
  /** The message the interaction came from, for replace_original and delete_original. */
  messageTs?: string;
  threadTs?: string;
}

export interface ResponseUrls {
  /** The path of a fresh response_url; good for five uses within thirty minutes. */
  issue(target: ResponseTarget): string;
  /** The target, counted down, or the error Slack answers. */
  use(path: string): ResponseTarget | 'not_found' | 'expired_url' | 'used_url';
}

export function createResponseUrls(clock: Clock): ResponseUrls {
  const issued = new Map<string, ResponseTarget & { at: number; uses: number }>();
  return {
    issue: (target) => {
      const path = `/response/${randomBytes(12).toString('hex')}`;
      issued.set(path, { ...target, at: clock.now().getTime(), uses: 0 });
      return path;
    },
    use: (path) => {
      const found = issued.get(path);
      if (!found) return 'not_found';
      if (clock.now().getTime() - found.at > limits.responseUrlLifeMs) return 'expired_url';
      if (found.uses >= limits.responseUrlUses) return 'used_url';
      found.uses += 1;
      return found;
    },
  };
}
