import { LookoutError } from '../../src/kit/errors.ts';
import type { PostTarget, SlackMessage, SlackOffice } from '../../src/vendors/slack/web-client.ts';

export interface Standing extends PostTarget {
  ts: string;
  deliveryId: string;
  message: SlackMessage;
  edits: number;
}

type Mishap = 'refused' | 'busy' | 'answer_lost' | 'down';

export interface PlayedOffice extends SlackOffice {
  /** What people see, in the order it was posted. */
  readonly standing: readonly Standing[];
  /** What happens to the next calls that write, in order; then all is well. */
  mishaps: Mishap[];
  /** How often it was asked whether a message stands already. */
  looks: number;
}

const failures: Record<Exclude<Mishap, 'answer_lost'>, () => LookoutError> = {
  refused: () => new LookoutError('not_allowed', 'Slack refused: not_in_channel'),
  busy: () => new LookoutError('rate_limited', 'Slack asks to wait', { retryAfterMs: 30_000 }),
  down: () => new LookoutError('vendor_down', 'Slack could not be reached'),
};

/** A Slack that keeps what is posted in a list; `answer_lost` posts and then does not say so. */
export function playSlackOffice(): PlayedOffice {
  const standing: Standing[] = [];
  const office: PlayedOffice = {
    standing,
    mishaps: [],
    looks: 0,
    post: async (target, message, deliveryId) => {
      const mishap = office.mishaps.shift();
      if (mishap && mishap !== 'answer_lost') throw failures[mishap]();
      const ts = `17000001${String(standing.length).padStart(2, '0')}.000100`;
      standing.push({ ...target, ts, deliveryId, message, edits: 0 });
      if (mishap) throw new LookoutError('timeout', 'no answer came');
      return ts;
    },
    update: async (target, ts, message) => {
      const mishap = office.mishaps.shift();
      if (mishap && mishap !== 'answer_lost') throw failures[mishap]();
      const found = standing.find((one) => one.ts === ts && one.channelId === target.channelId);
      if (!found) throw new LookoutError('vendor_refused', 'Slack refused: message_not_found');
      found.message = message;
      found.edits += 1;
      if (mishap) throw new LookoutError('timeout', 'no answer came');
    },
    isShared: async ({ channelId }) => channelId === 'C-shared',
    findPosted: async (_target, deliveryId) => {
      office.looks += 1;
      return standing.find((one) => one.deliveryId === deliveryId)?.ts ?? null;
    },
    startStream: async (target, { deliveryId, title }) => {
      const mishap = office.mishaps.shift();
      if (mishap && mishap !== 'answer_lost') throw failures[mishap]();
      const ts = `17000001${String(standing.length).padStart(2, '0')}.000100`;
      standing.push({ ...target, ts, deliveryId, message: { text: title }, edits: 0 });
      if (mishap) throw new LookoutError('timeout', 'no answer came');
      return ts;
    },
    appendStream: async (_target, ts, markdown) => {
      const mishap = office.mishaps.shift();
      if (mishap && mishap !== 'answer_lost') throw failures[mishap]();
      const found = standing.find((one) => one.ts === ts);
      if (found) found.message = { text: `${found.message.text}${markdown}` };
      if (mishap) throw new LookoutError('timeout', 'no answer came');
    },
    stopStream: async (_target, ts, { blocks }) => {
      const mishap = office.mishaps.shift();
      if (mishap && mishap !== 'answer_lost') throw failures[mishap]();
      const found = standing.find((one) => one.ts === ts);
      if (!found || found.message.blocks) throw new LookoutError('vendor_refused', 'not streaming');
      found.message = { ...found.message, blocks };
      if (mishap) throw new LookoutError('timeout', 'no answer came');
    },
    permalinkOf: async ({ channelId, ts }) => `https://slack.example/archives/${channelId}/p${ts}`,
  };
  return office;
}
