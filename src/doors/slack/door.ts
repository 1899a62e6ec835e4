import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Calls, Hall } from '../../gateway/hall.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { People } from './people.ts';
import type { SyncedThreads } from './synced-threads.ts';

/** `name` is the note taker's, as people know it; `secret` what to type in beside the address. */
export interface NoteAddress {
  name: string;
  url: string;
  secret: { as: 'signing secret' | 'bearer'; value: string } | null;
}

/** Throws LookoutError when the file cannot be had, `too_large` beyond `mostBytes`. */
export type ReadFile = (wanted: { url: string; token: string; mostBytes: number }) => Promise<Uint8Array>;

/** What every listener has at hand. */
export interface Door {
  hall: Hall;
  log: Log;
  clock: Clock;
  people: People;
  /** Addresses that note takers may send a workspace's transcripts to; none where that door is shut. */
  noteAddresses(place: { workspaceId: string; channelId: string }): NoteAddress[];
  synced: SyncedThreads;
  /** The bytes of a file that was dropped into Slack. */
  readFile: ReadFile;
  /** True for the first who claims this press or submission, false for a repetition. */
  claimAction(workspaceId: string, key: string): Promise<boolean>;
}

/** The person behind a request, and the client that speaks for their workspace. */
export interface Asker {
  workspaceId: string;
  userId: string;
  client: WebClient;
  /** Names this one request: same delivery, same key. Root of every idempotency key. */
  key: string;
}

export interface Message {
  text: string;
  blocks?: KnownBlock[];
}

/** Somebody asking from a channel or a direct message. */
export interface Place extends Asker {
  channelId: string;
  /** The thread the request stands in; null outside any. */
  threadTs: string | null;
  /** Where a new monitor's thread hangs; null where there is no message to hang it on. */
  rootTs: string | null;
  /** 2 and more: an earlier try may have answered already. */
  attempt: number;
  /** Tells this person alone; in a direct message, in its thread. */
  whisper(message: Message): Promise<void>;
}

/** The flows, called for this person. */
export const callsFor = (door: Door, asker: Asker): Calls =>
  door.hall.as({ workspaceId: asker.workspaceId, userId: asker.userId, requestId: asker.key });

/** Direct messages have ids that start with D. */
export const isDirect = (channelId: string): boolean => channelId.startsWith('D');

/** Something a status line or a reaction is: nice when it works, nothing to fail over. */
export async function bestEffort(door: Door, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    door.log.debug({ err: error, what }, 'a nicety failed');
  }
}
