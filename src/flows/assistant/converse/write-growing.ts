import type { CitedSentence } from '../../../contracts/answers.ts';
import type { Log } from '../../../kit/log.ts';
import {
  answerBlocks,
  answerEnding,
  answerMessage,
  type ShownAnswer,
  streamedSentence,
} from '../../../vendors/slack/blocks/answer.ts';
import type { CitedLine } from '../../../vendors/slack/blocks/passages.ts';
import type { SlackOffice } from '../../../vendors/slack/web-client.ts';

/** The message an answer is written into. */
export interface GrowingMessage {
  /** Adds a sentence while the answer is still being written. Never throws. */
  add(sentence: CitedSentence): void;
  /** Brings the message to its end and answers its ts. Throws what Slack says to the last try. */
  finish(answer: ShownAnswer): Promise<string>;
}

export interface GrowingPlace {
  workspaceId: string;
  channelId: string;
  threadTs: string;
  recipientUserId: string;
  deliveryId: string;
  /** Since when the message may stand. */
  since: Date;
  /** A message an earlier try began. */
  postedTs: string | null;
  /** An earlier try may have begun one that nobody noted. */
  again: boolean;
  /** Called once, as soon as a message stands. */
  onBegun(ts: string): Promise<void>;
}

const opening = 'Looking through meetings, alerts, issues and pages';
const closing = (answer: ShownAnswer): string =>
  answer.state === 'found' ? 'Looked it up' : 'Looked everywhere';

/**
 * Writes an answer into a thread: streamed where Slack streams, else as one message. Whatever stands already from an
 * earlier try is completed in place, never posted again.
 */
export async function openGrowing(
  { slack, log }: { slack: SlackOffice; log: Log },
  place: GrowingPlace,
): Promise<GrowingMessage> {
  const found =
    place.postedTs ?? (place.again ? await slack.findPosted(place, place.deliveryId, place.since) : null);
  if (found !== null) return rewritten(slack, log, place, found);
  let ts: string;
  try {
    ts = await slack.startStream(place, { deliveryId: place.deliveryId, title: opening });
  } catch (error) {
    log.info({ err: error }, 'Slack does not stream here');
    return posted(slack, place);
  }
  await place.onBegun(ts);
  return streamed(slack, log, place, ts);
}

function streamed(slack: SlackOffice, log: Log, place: GrowingPlace, ts: string): GrowingMessage {
  let writing = Promise.resolve();
  let added = 0;
  let broken = false;
  const append = async (markdown: string): Promise<void> => {
    if (broken) return;
    try {
      await slack.appendStream(place, ts, markdown);
    } catch (error) {
      broken = true;
      log.info({ err: error }, 'a streamed answer broke off; it is completed at its end');
    }
  };
  const add = (sentence: CitedLine) => {
    const markdown = `${added === 0 ? '' : ' '}${streamedSentence(sentence)}`;
    added += 1;
    writing = writing.then(() => append(markdown));
  };
  return {
    add,
    finish: async (answer) => {
      const isModels = answer.by === 'model' && answer.state === 'found';
      // What was streamed stays when it is what was answered; what took its place is written over it.
      const isOther = added > 0 && !(isModels && added <= answer.sentences.length);
      if (isModels && !isOther) for (const sentence of answer.sentences.slice(added)) add(sentence);
      await writing;
      if (broken || isOther) return await rewritten(slack, log, place, ts).finish(answer);
      const step = { deliveryId: place.deliveryId, title: closing(answer) };
      const blocks = isModels ? answerEnding(answer) : answerBlocks(answer);
      try {
        await slack.stopStream(place, ts, { step, blocks });
      } catch (error) {
        log.info({ err: error }, 'a streamed answer could not be ended; it is written anew in place');
        return await rewritten(slack, log, place, ts).finish(answer);
      }
      return ts;
    },
  };
}

/** A message that stands, however far it got: ended if it still grows, then written whole. */
function rewritten(slack: SlackOffice, log: Log, place: GrowingPlace, ts: string): GrowingMessage {
  return {
    add: () => undefined,
    finish: async (answer) => {
      const step = { deliveryId: place.deliveryId, title: closing(answer) };
      await slack.stopStream(place, ts, { step, blocks: [] }).catch((error: unknown) => {
        log.debug({ err: error }, 'a message that does not grow (any more)');
      });
      await slack.update(place, ts, answerMessage(answer));
      return ts;
    },
  };
}

function posted(slack: SlackOffice, place: GrowingPlace): GrowingMessage {
  return {
    add: () => undefined,
    finish: async (answer) => {
      // The stream that "failed" may stand: its answer was lost on the way.
      const ts = await slack.findPosted(place, place.deliveryId, place.since);
      if (ts === null) return await slack.post(place, answerMessage(answer), place.deliveryId);
      await slack.update(place, ts, answerMessage(answer));
      return ts;
    },
  };
}
