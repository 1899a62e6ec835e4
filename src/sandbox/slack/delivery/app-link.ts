import type { Clock } from '../../../kit/clock.ts';
import type { Ids } from '../ids.ts';
import type { AppIdentity } from '../installation.ts';
import type { Json } from '../json.ts';
import { botUserId } from '../workspace.ts';
import type { Answer, FailureReason, Transport } from './transport.ts';

/** One event on its way to the app. */
interface EventRecord {
  eventId: string;
  event: Json;
  payload: Json;
  attempts: number;
  state: 'waiting' | 'acknowledged' | 'refused';
}

/** Everything Slack sends to the app. */
export interface AppLink {
  readonly mode: 'http' | 'socket';
  connected(): boolean;
  /** Sends an event in the background, again after a failure; returns its event_id. */
  sendEvent(event: Json): string;
  /** Sends a slash command once; Slack never repeats one. */
  sendCommand(fields: Json): Promise<Answer>;
  /** Sends an interaction once; Slack never repeats one. */
  sendInteraction(payload: Json): Promise<Answer>;
  /** Every event so far, oldest first. */
  events(): readonly EventRecord[];
  /** Wakes every event that waits for its next attempt. */
  redeliverNow(): void;
  /** Sends an event once more although it may have been acknowledged, as Slack sometimes does. */
  repeat(eventId: string): Promise<Answer>;
  /** Resolves when nothing is being sent; events waiting for a later attempt do not count. */
  idle(): Promise<void>;
}

/** Slack's own: at once, after a minute, after five minutes. */
export const slackRetryDelaysMs: readonly number[] = [0, 60_000, 300_000];

/** Past this many, acknowledged events are forgotten, oldest first. */
const keptRecords = 20_000;

export function createAppLink(options: {
  mode: 'http' | 'socket';
  transport: Transport;
  clock: Clock;
  ids: Ids;
  app: AppIdentity;
  teamId: string;
  retryDelaysMs: readonly number[];
  lifetime: AbortSignal;
}): AppLink {
  const { transport, clock, ids, app, teamId, retryDelaysMs, lifetime } = options;
  const records: EventRecord[] = [];
  const inFlight = new Set<Promise<unknown>>();
  let nudge = Promise.withResolvers<void>();

  const track = <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work);
    const forget = () => inFlight.delete(work);
    work.then(forget, forget);
    return work;
  };

  const envelopeOf = (event: Json): Json => ({
    token: app.verificationToken,
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: app.appId,
    event,
    type: 'event_callback',
    event_id: ids.next('Ev'),
    event_time: Math.floor(clock.now().getTime() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: teamId, aid: app.appId })).toString('base64url')}`,
  });

  const forgetOldest = () => {
    const done = records.length > keptRecords ? records.findIndex((one) => one.state !== 'waiting') : -1;
    if (done !== -1) records.splice(done, 1);
  };

  /** Waits for the next attempt; past Slack's last one only a nudge wakes it, so nothing is ever lost. */
  const pause = async (attempt: number): Promise<void> => {
    const delay = retryDelaysMs[attempt - 1];
    if (delay === 0) return;
    const stop = new AbortController();
    const timer =
      delay === undefined
        ? new Promise<never>(() => undefined)
        : clock.sleep(delay, AbortSignal.any([stop.signal, lifetime]));
    try {
      await Promise.race([timer, nudge.promise]);
    } finally {
      stop.abort();
      timer.catch(() => undefined);
    }
  };

  const deliver = async (record: EventRecord): Promise<void> => {
    let retryReason: FailureReason | undefined;
    while (!lifetime.aborted) {
      if (record.attempts > 0) await pause(record.attempts);
      await transport.ready(lifetime);
      const answer = await track(
        transport.send({
          kind: 'events_api',
          payload: record.payload,
          attempt: record.attempts,
          retryReason,
        }),
      );
      record.attempts += 1;
      if (answer.ok) record.state = 'acknowledged';
      else if (answer.noRetry) record.state = 'refused';
      if (record.state !== 'waiting') return;
      retryReason = answer.ok ? undefined : answer.reason;
    }
  };

  return {
    mode: options.mode,
    connected: () => transport.connected(),
    sendEvent: (event) => {
      const payload = envelopeOf(event);
      const record: EventRecord = {
        eventId: String(payload.event_id),
        event,
        payload,
        attempts: 0,
        state: 'waiting',
      };
      records.push(record);
      forgetOldest();
      // Rejects only when the sandbox closes.
      deliver(record).catch(() => undefined);
      return record.eventId;
    },
    sendCommand: (fields) => track(transport.send({ kind: 'slash_commands', payload: fields, attempt: 0 })),
    sendInteraction: (payload) => track(transport.send({ kind: 'interactive', payload, attempt: 0 })),
    events: () => records,
    redeliverNow: () => {
      nudge.resolve();
      nudge = Promise.withResolvers();
    },
    repeat: async (eventId) => {
      const record = records.find((one) => one.eventId === eventId);
      if (!record) return { ok: false, reason: 'unknown_error' };
      return await track(
        transport.send({
          kind: 'events_api',
          payload: record.payload,
          attempt: 1,
          retryReason: 'http_timeout',
        }),
      );
    },
    idle: async () => {
      // A delivery started in the same turn registers itself a few microtasks later.
      await new Promise((resolve) => setImmediate(resolve));
      while (inFlight.size > 0) {
        await Promise.allSettled(inFlight);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
