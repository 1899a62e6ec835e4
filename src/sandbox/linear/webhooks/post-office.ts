import type { Clock } from '../../../kit/clock.ts';
import type { WebhookRow } from '../records.ts';
import { createWebhookWire, type Letter } from './post-webhook.ts';

/** Linear tries three times more when it is not answered 200: after a minute, an hour and six hours. */
const linearRetryDelaysMs: readonly number[] = [60_000, 3_600_000, 21_600_000];
const patienceMs = 5_000;

/** One event for one webhook and how it went; `statuses` has undefined where nobody answered. */
export interface LinearDelivery {
  deliveryId: string;
  url: string;
  event: Record<string, unknown>;
  statuses: (number | undefined)[];
}

/** Sends events, and loses, repeats, keeps or shuffles them when told to. */
export interface WebhookPost {
  send(webhook: WebhookRow, event: Record<string, unknown>): void;
  /** Keeps every event from now on until `release`. */
  hold(): void;
  /** Sends what was kept, newest first when asked. */
  release(options?: { reversed?: boolean }): void;
  /** Loses the next events for good. */
  drop(count: number): void;
  /** Sends the next events twice, under the same delivery id. */
  duplicate(count: number): void;
  readonly deliveries: readonly LinearDelivery[];
  /** Events kept by `hold`. */
  held(): number;
  /** Resolves when nothing is under way; retries that wait for their time do not count. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createPostOffice(options: {
  clock: Clock;
  lifetime: AbortSignal;
  nextId(): string;
  retryDelaysMs?: readonly number[];
}): WebhookPost {
  const { clock, lifetime } = options;
  const delays = options.retryDelaysMs ?? linearRetryDelaysMs;
  const wire = createWebhookWire();
  const deliveries: LinearDelivery[] = [];
  const underWay = new Set<Promise<void>>();
  let kept: Letter[] | undefined;
  let toDrop = 0;
  let toRepeat = 0;
  // One after another, so that a story's events arrive in the order they happened.
  let line: Promise<void> = Promise.resolve();

  const attempt = async (letter: Letter, delivery: LinearDelivery): Promise<boolean> => {
    const patience = new AbortController();
    const signal = AbortSignal.any([lifetime, patience.signal]);
    clock.sleep(patienceMs, signal).then(
      () => patience.abort(),
      () => undefined,
    );
    const status = await wire.post(letter, clock.now().getTime(), signal);
    patience.abort();
    delivery.statuses.push(status);
    return status === 200;
  };

  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.catch(() => undefined).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };

  const retryLater = async (letter: Letter, delivery: LinearDelivery): Promise<void> => {
    for (const delay of delays) {
      await clock.sleep(delay, lifetime);
      let arrived = false;
      await track(
        attempt(letter, delivery).then((ok) => {
          arrived = ok;
        }),
      );
      if (arrived) return;
    }
  };

  const dispatch = (letter: Letter): void => {
    const delivery: LinearDelivery = {
      deliveryId: letter.deliveryId,
      url: letter.url,
      event: letter.event,
      statuses: [],
    };
    deliveries.push(delivery);
    line = track(
      line.then(async () => {
        if (lifetime.aborted || (await attempt(letter, delivery))) return;
        retryLater(letter, delivery).catch(() => undefined); // ends with the sandbox
      }),
    );
  };

  return {
    send: (webhook, event) => {
      if (toDrop > 0) {
        toDrop -= 1;
        return;
      }
      const letter = { deliveryId: options.nextId(), url: webhook.url, secret: webhook.secret, event };
      const copies = toRepeat > 0 ? [letter, letter] : [letter];
      toRepeat = Math.max(0, toRepeat - 1);
      if (kept) kept.push(...copies);
      else for (const copy of copies) dispatch(copy);
    },
    hold: () => {
      kept ??= [];
    },
    release: ({ reversed } = {}) => {
      const letters = kept ?? [];
      kept = undefined;
      for (const letter of reversed ? letters.toReversed() : letters) dispatch(letter);
    },
    drop: (count) => {
      toDrop += count;
    },
    duplicate: (count) => {
      toRepeat += count;
    },
    deliveries,
    held: () => kept?.length ?? 0,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => wire.close(),
  };
}
