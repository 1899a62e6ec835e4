import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import { limits } from './limits.ts';
import { SlackError } from './slack-error.ts';

interface Trigger {
  user: string;
  /** The view the interaction happened in, when it happened in one. */
  viewId?: string;
}

export interface Triggers {
  /** A trigger_id for one interaction; good for three seconds and one use. */
  issue(trigger: Trigger): string;
  /** What the id stands for; throws Slack's errors for a false, old or used one. */
  redeem(id: string): Trigger;
}

export function createTriggers(clock: Clock): Triggers {
  const issued = new Map<string, Trigger & { at: number; used: boolean }>();
  let serial = 1_000_000_000;
  return {
    issue: (trigger) => {
      serial += 1;
      const id = `${serial}.${clock.now().getTime()}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { ...trigger, at: clock.now().getTime(), used: false });
      return id;
    },
    redeem: (id) => {
      const found = issued.get(id);
      if (!found) throw new SlackError('invalid_trigger_id');
      if (clock.now().getTime() - found.at > limits.triggerLifeMs) throw new SlackError('expired_trigger_id');
      if (found.used) throw new SlackError('exchanged_trigger_id');
      found.used = true;
      return found;
    },
  };
}
