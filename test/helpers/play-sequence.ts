import { createRouterClient } from '@orpc/server';
import type { Condition } from '../../src/contracts/detection.ts';
import { systemWorkspace } from '../../src/contracts/shared.ts';
import { createExtractor } from '../../src/flows/content/extract/extract-pool.ts';
import { createContentFlow } from '../../src/flows/content/index.ts';
import type { FetchPage } from '../../src/flows/content/ports.ts';
import { createDifferenceFinder } from '../../src/flows/detection/difference-pool.ts';
import { createDetectionFlow } from '../../src/flows/detection/index.ts';
import { silentLog } from '../../src/kit/log.ts';
import { createMetrics } from '../../src/kit/metrics.ts';
import { problemOfStatus } from '../../src/vendors/web/fetch-problems.ts';
import { type Room, workspaceId } from './open-room.ts';

/** One visit of a page: what it answers, and how long after the visit before. */
export interface Visit {
  answer: { body: Uint8Array } | { status: number };
  hours: number;
}

const url = 'https://lanternworks.example.com/ship-lamp';
const hourMs = 3_600_000;

/**
 * Watches one page through the content and detection rooms over a real database, visit by visit; what is told
 * reaches people at once. Answers the sentences told after each visit.
 */
export async function playSequence(
  room: Room,
  ask: { request: string; condition: Condition | null },
  visits: readonly Visit[],
): Promise<string[][]> {
  let answer: Visit['answer'] = { status: 500 };
  const fetchPage: FetchPage = async () => {
    const facts = { url, fetchedAt: room.clock.now(), ms: 1 };
    if ('status' in answer)
      return {
        kind: 'failed',
        ...facts,
        ...problemOfStatus(answer.status, 'lanternworks.example.com'),
        status: answer.status,
      };
    const page = {
      finalUrl: url,
      status: 200,
      headers: {},
      validators: {},
      contentType: 'text/html; charset=utf-8',
    };
    return { kind: 'fetched', ...facts, ...page, body: answer.body };
  };
  await using differences = createDifferenceFinder();
  const shared = { database: room.database, queue: room.queue, clock: room.clock, log: silentLog };
  const content = createContentFlow({
    ...shared,
    metrics: createMetrics(),
    fetchPage,
    extractor: createExtractor({ threads: 0 }),
    retentionDays: 30,
    maxLeased: 100,
    maxLeasedPerOrigin: 10,
    unlimitedOrigins: [],
  });
  const budget = { monthlyUsd: 0, usdPerMillionInput: 0, usdPerMillionOutput: 0 };
  const detection = createDetectionFlow({ ...shared, differences, budget });
  const person = createRouterClient(detection.calls, { context: { workspaceId, requestId: 'r' } });
  const clock = createRouterClient(content.calls, {
    context: { workspaceId: systemWorkspace, requestId: 'r' },
  });
  const context = { signal: new AbortController().signal, log: silentLog };
  const workers = { ...content.workers, ...detection.workers };

  await room.addMonitor({ ...ask, urls: [url] });
  const source = { workspaceId, sourceId: await room.sourceId(url) };
  await content.workers['content.schedule']?.({ ...source, read: 'no' }, context);
  const told: string[][] = [];
  for (const [index, visit] of visits.entries()) {
    answer = visit.answer;
    if (index === 0) await content.workers['content.fetch']?.({ ...source, reason: 'baseline' }, context);
    else {
      await room.clock.advance(visit.hours * hourMs);
      await clock.claimDue({});
    }
    await room.drain(workers);
    const alerts = await room.take('notification.alert');
    const sentences: string[] = [];
    for (const { alertId } of alerts) {
      sentences.push((await person.getAlert({ alertId })).sentence);
      await detection.workers['detection.delivered']?.({ workspaceId, alertId }, context);
    }
    told.push(sentences);
  }
  return told;
}
