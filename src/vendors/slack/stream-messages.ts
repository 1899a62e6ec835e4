import type { AnyChunk, KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';

/** A message that grows while it is written. Outside direct messages Slack wants to know for whom. */
export interface StreamTarget {
  workspaceId: string;
  channelId: string;
  threadTs: string;
  recipientUserId: string;
}

/** The line at the top of a stream that says what is being done. Its id is the delivery's: by it the message is found again. */
export interface StreamStep {
  deliveryId: string;
  title: string;
}

export interface StreamEnding {
  step: StreamStep;
  /** Below what was streamed. */
  blocks: KnownBlock[];
}

/** Growing messages on behalf of the product. Every failure is a LookoutError. */
export interface MessageStreams {
  /** Begins a message in a thread and answers its ts. */
  startStream(target: StreamTarget, step: StreamStep): Promise<string>;
  /** Adds Markdown to its end. */
  appendStream(target: StreamTarget, ts: string, markdown: string): Promise<void>;
  stopStream(target: StreamTarget, ts: string, ending: StreamEnding): Promise<void>;
}

const stepChunk = ({ deliveryId, title }: StreamStep, status: 'in_progress' | 'complete'): AnyChunk => ({
  type: 'task_update',
  id: deliveryId,
  title,
  status,
});

type Call = <T>(target: StreamTarget, work: (client: WebClient) => Promise<T>) => Promise<T>;

/**
 * `call` runs work with the workspace's client, `inTurn` when the channel takes another message; `metadata` is what
 * marks a delivery of ours.
 */
export function streamMessages(
  { call, inTurn }: { call: Call; inTurn: Call },
  metadata: (deliveryId: string) => { event_type: string; event_payload: { delivery_id: string } },
): MessageStreams {
  return {
    startStream: async (target, step) =>
      await inTurn(target, async (client) => {
        const { ts } = await client.chat.startStream({
          channel: target.channelId,
          thread_ts: target.threadTs,
          recipient_team_id: target.workspaceId,
          recipient_user_id: target.recipientUserId,
          chunks: [stepChunk(step, 'in_progress')],
        });
        return ts ?? '';
      }),
    appendStream: async (target, ts, markdown) => {
      await call(target, (client) =>
        client.chat.appendStream({
          channel: target.channelId,
          ts,
          chunks: [{ type: 'markdown_text', text: markdown }],
        }),
      );
    },
    stopStream: async (target, ts, { step, blocks }) => {
      await call(target, (client) =>
        client.chat.stopStream({
          channel: target.channelId,
          ts,
          chunks: [stepChunk(step, 'complete')],
          blocks,
          metadata: metadata(step.deliveryId),
        }),
      );
    },
  };
}

/** Whether a message is the stream of a delivery, finished or not. */
export const isStreamOf = (blocks: readonly unknown[] | undefined, deliveryId: string): boolean =>
  (blocks ?? []).some((block) => (block as { task_id?: unknown }).task_id === deliveryId);
