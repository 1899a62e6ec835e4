import type { Clock } from '../../kit/clock.ts';
import { isObjectArray, type Json } from '../slack/json.ts';
import { notionIds } from './ids.ts';

/** Something happened that Notion tells its subscriber about: ids only. */
export interface NotedChange {
  type: string;
  entity: { id: string; type: string };
  author: { id: string; type: 'person' | 'bot' };
  data: Json;
}

/** What is posted; aggregated, so `authors` and the updated ids can be many. */
export interface NotionEvent extends Omit<NotedChange, 'author'> {
  id: string;
  timestamp: string;
  authors: NotedChange['author'][];
}

export interface NotionDelivery {
  event: NotionEvent;
  /** 1 for the first try. */
  attempt: number;
  /** HTTP status, 0 when nobody answered. */
  status: number;
}

/** How a flush misbehaves, as the real thing may. */
export interface FlushOptions {
  /** Newest first. */
  reverse?: boolean | undefined;
  /** How often each event is delivered; 1 unless given. */
  copies?: number | undefined;
  /** Events for which this is false are lost. */
  keep?: ((event: NotionEvent) => boolean) | undefined;
}

export interface Webhooks {
  readonly verificationToken: string;
  readonly deliveries: readonly NotionDelivery[];
  /** Points the subscription at a URL and posts the handshake; true when it answered 2xx, and only then events follow. */
  subscribe(url: string): Promise<boolean>;
  unsubscribe(): void;
  note(change: NotedChange): void;
  /** What waits to be delivered, oldest first. */
  pending(): readonly NotionEvent[];
  /** Delivers what waits, now. Resolves when the first try of each is over. */
  flush(options?: FlushOptions): Promise<void>;
  /** Nothing leaves by itself until released. */
  hold(): void;
  release(): Promise<void>;
  /** Posts an event of the past once more, by its id. */
  redeliver(eventId: string): Promise<void>;
}

interface WebhookParts {
  clock: Clock;
  workspace: { id: string; name: string };
  verificationToken: string;
  /** How long changes of one thing are gathered into one event. */
  aggregateMs: number;
  /** Waits before the second and later tries. */
  retryDelaysMs: readonly number[];
  lifetime: AbortSignal;
  post(url: string, body: string, token: string, signal: AbortSignal): Promise<number>;
}

const isOk = (status: number): boolean => status >= 200 && status < 300;

export function createWebhooks(parts: WebhookParts): Webhooks {
  const { clock, lifetime, verificationToken } = parts;
  const deliveries: NotionDelivery[] = [];
  let url: string | undefined;
  let waiting: NotionEvent[] = [];
  let held = false;
  let timer = false;

  const send = (body: unknown): Promise<number> =>
    url === undefined
      ? Promise.resolve(0)
      : parts.post(url, JSON.stringify(body), verificationToken, lifetime);

  const attempt = async (event: NotionEvent, number: number): Promise<boolean> => {
    const { data, entity, ...rest } = event;
    const status = await send({
      ...rest,
      workspace_id: parts.workspace.id,
      workspace_name: parts.workspace.name,
      subscription_id: notionIds.subscription,
      integration_id: notionIds.integration,
      attempt_number: number,
      api_version: '2026-03-11',
      entity,
      data,
    });
    deliveries.push({ event, attempt: number, status });
    return isOk(status);
  };

  const retry = async (event: NotionEvent): Promise<void> => {
    for (const [index, delayMs] of parts.retryDelaysMs.entries()) {
      await clock.sleep(delayMs, lifetime);
      if (url === undefined || (await attempt(event, index + 2))) return;
    }
  };

  const deliver = async (event: NotionEvent): Promise<void> => {
    if (!(await attempt(event, 1))) void retry(event).catch(() => {});
  };

  const flush = async ({ reverse, copies = 1, keep }: FlushOptions = {}): Promise<void> => {
    const events = waiting.filter((event) => keep?.(event) ?? true);
    waiting = [];
    if (reverse) events.reverse();
    for (const event of events) {
      for (let copy = 0; copy < copies; copy += 1) await deliver(event);
    }
  };

  const flushSoon = (): void => {
    if (timer || held) return;
    timer = true;
    void clock
      .sleep(parts.aggregateMs, lifetime)
      .then(() => {
        timer = false;
        return held ? undefined : flush();
      })
      .catch(() => {});
  };

  return {
    verificationToken,
    deliveries,
    subscribe: async (to) => {
      url = to;
      const answered = isOk(await send({ verification_token: verificationToken }));
      if (!answered) url = undefined;
      return answered;
    },
    unsubscribe: () => {
      url = undefined;
      waiting = [];
    },
    note: (change) => {
      if (url === undefined) return;
      gather(waiting, change, clock.now());
      flushSoon();
    },
    pending: () => waiting,
    flush,
    hold: () => {
      held = true;
    },
    release: async () => {
      held = false;
      await flush();
    },
    redeliver: async (eventId) => {
      const past = deliveries.find(({ event }) => event.id === eventId);
      if (past) await deliver(past.event);
    },
  };
}

/** Adds a change to the waiting events: one that tells of the same thing takes it in. */
function gather(waiting: NotionEvent[], { author, ...change }: NotedChange, now: Date): void {
  const same = waiting.find((event) => event.type === change.type && event.entity.id === change.entity.id);
  if (!same) {
    waiting.push({ ...change, id: crypto.randomUUID(), timestamp: now.toISOString(), authors: [author] });
    return;
  }
  same.timestamp = now.toISOString();
  if (!same.authors.some((one) => one.id === author.id)) same.authors.push(author);
  same.data = {
    ...same.data,
    ...mergedList(same.data, change.data, 'updated_blocks'),
    ...mergedList(same.data, change.data, 'updated_properties'),
  };
}

function mergedList(before: Json, after: Json, key: string): Json {
  const [old, fresh] = [before[key], after[key]];
  if (!Array.isArray(old) || !Array.isArray(fresh)) return {};
  const idOf = (one: unknown) => (isObjectArray([one]) ? JSON.stringify(one) : String(one));
  const seen = new Set(old.map(idOf));
  return { [key]: [...old, ...fresh.filter((one) => !seen.has(idOf(one)))] };
}
