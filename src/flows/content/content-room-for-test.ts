import { createRouterClient } from '@orpc/server';
import { type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import { systemWorkspace } from '../../contracts/shared.ts';
import { silentLog } from '../../kit/log.ts';
import { createMetrics } from '../../kit/metrics.ts';
import type { FetchRequest, FetchResult } from '../../vendors/web/schema.ts';
import { createExtractor } from './extract/extract-pool.ts';
import { createContentFlow } from './index.ts';
import type { ContentDeps, FetchPage } from './ports.ts';

export const page = 'https://shop.example/pricing';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export type Answer =
  | { body: string; etag?: string }
  | { status304: true }
  | { fails: 'rate_limited' | 'server_error' | 'gone' };

function openOver(room: Room, fetchPage: FetchPage, over: Partial<ContentDeps>) {
  const flow = createContentFlow({
    database: room.database,
    queue: room.queue,
    clock: room.clock,
    log: silentLog,
    metrics: createMetrics(),
    fetchPage,
    extractor: createExtractor({ threads: 0 }),
    retentionDays: 30,
    maxLeased: 100,
    maxLeasedPerOrigin: 10,
    unlimitedOrigins: [],
    ...over,
  });
  const as = (workspace: string) =>
    createRouterClient(flow.calls, { context: { workspaceId: workspace, requestId: 'r' } });
  return { ...flow, clock: as(systemWorkspace), person: as(workspaceId) };
}
export type Content = ReturnType<typeof openOver>;

/** The content room over a test's surroundings, with a web that answers as it is told to. */
export function contentRoom(roomOf: () => Room) {
  /** A page source that answers what it is told to, and remembers what it was asked. */
  function pageSource(...answers: (Answer | ((request: FetchRequest) => Answer | Promise<Answer>))[]) {
    const asked: FetchRequest[] = [];
    const fetchPage: FetchPage = async (request) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(request);
      const said = typeof answer === 'function' ? await answer(request) : answer;
      return toResult(request.url, said ?? { fails: 'server_error' });
    };
    return { asked, fetchPage };
  }

  function toResult(url: string, answer: Answer): FetchResult {
    const facts = { url, fetchedAt: roomOf().clock.now(), ms: 1 };
    if ('fails' in answer) {
      const wait = answer.fails === 'rate_limited' ? { retryAfterMs: 10 * minuteMs } : {};
      return { ...facts, kind: 'failed', problem: answer.fails, message: 'no', ...wait };
    }
    if ('status304' in answer)
      return { ...facts, kind: 'not_modified', status: 304, finalUrl: url, validators: {} };
    return {
      ...facts,
      kind: 'fetched',
      status: 200,
      finalUrl: url,
      headers: {},
      contentType: 'text/html; charset=utf-8',
      body: Buffer.from(answer.body),
      validators: answer.etag ? { etag: answer.etag } : {},
    };
  }

  const openContent = (fetchPage: FetchPage, over: Partial<ContentDeps> = {}): Content =>
    openOver(roomOf(), fetchPage, over);

  const read = async (content: Content, reason: 'due' | 'asked' | 'baseline', url = page): Promise<void> => {
    const payload = { workspaceId, sourceId: await roomOf().sourceId(url), reason };
    await content.workers['content.fetch']?.(payload, {
      signal: new AbortController().signal,
      log: silentLog,
    });
  };
  const schedule = async (
    content: Content,
    how: 'no' | 'baseline' | 'asked' = 'no',
    url = page,
  ): Promise<void> => {
    const payload = { workspaceId, sourceId: await roomOf().sourceId(url), read: how };
    await content.workers['content.schedule']?.(payload, {
      signal: new AbortController().signal,
      log: silentLog,
    });
  };
  /** Time passes until the page is due, and the clock strikes. */
  const nextRun = async (content: Content, byMs = 30 * minuteMs): Promise<number> => {
    await roomOf().clock.advance(byMs);
    const { claimed } = await content.clock.claimDue({});
    await roomOf().drain({ 'content.fetch': content.workers['content.fetch'] });
    return claimed;
  };
  const reading = async (url = page) =>
    (
      await roomOf().rows<Record<string, unknown>>('select * from readings where source_id = $1', [
        await roomOf().sourceId(url),
      ])
    )[0] ?? {};
  const count = async (table: string): Promise<number> =>
    (await roomOf().rows<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count ?? -1;

  return { pageSource, openContent, read, schedule, nextRun, reading, count };
}
