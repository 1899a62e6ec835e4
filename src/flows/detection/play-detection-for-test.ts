import { createRouterClient } from '@orpc/server';
import { type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import type { Block } from '../../contracts/blocks.ts';
import { newId, sha256 } from '../../kit/ids.ts';
import { silentLog } from '../../kit/log.ts';
import { insertReadings, packBody, packExtraction } from '../../store/versions.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { DifferenceFinder } from './difference-pool.ts';
import { createDetectionFlow } from './index.ts';

export const page = 'https://shop.example/pricing';
export const blog = 'https://blog.example/news';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export const text = (line: string, path = ['Pricing', 'Pro plan']): Block => ({
  kind: 'text',
  path,
  text: line,
});
export const pricing = (price: string, ...more: string[]): Block[] => [
  { kind: 'heading', path: ['Pricing'], text: 'Pro plan' },
  text(`The Pro plan costs ${price} a month.`),
  ...more.map((line) => text(line)),
];

export interface ChangeRow {
  monitor_id: string;
  outcome: string;
  reason: string;
  alert_id: string | null;
  told_by: string | null;
  change_id: string;
  to_version_id: string;
  engine_version: string;
}

/** The detection room in its surroundings, with pages that change and people who are told. */
export function playDetection(
  room: Room,
  differences: DifferenceFinder,
  helpers: { model?: ChatModel; embedder?: Embedder; monthlyUsd?: number } = {},
) {
  const flow = createDetectionFlow({
    database: room.database,
    queue: room.queue,
    clock: room.clock,
    log: silentLog,
    differences,
    ...(helpers.model ? { model: helpers.model } : {}),
    ...(helpers.embedder ? { embedder: helpers.embedder } : {}),
    budget: { monthlyUsd: helpers.monthlyUsd ?? 1, usdPerMillionInput: 1, usdPerMillionOutput: 4 },
  });
  const calls = createRouterClient(flow.calls, { context: { workspaceId, requestId: 'r' } });
  const context = { signal: new AbortController().signal, log: silentLog };
  const { workers } = flow;

  const addVersion = async (blocks: Block[], url = page, extractor = 'test') => {
    const sourceId = await room.sourceId(url);
    const versionId = newId();
    const extraction = { kind: 'html' as const, title: 'Pricing', blocks, links: [], feeds: [] };
    const packedExtraction = await packExtraction(extraction);
    const versionHash = sha256(JSON.stringify(blocks));
    const body = await packBody(versionHash, Buffer.from('raw'));
    const facts = { fetchedAt: room.clock.now(), status: 200, finalUrl: url, contentType: 'text/html' };
    await room.database.tenant(workspaceId, (tx) =>
      insertReadings(tx, workspaceId, [
        {
          versionId,
          snapshotId: newId(),
          sourceId,
          body,
          versionHash,
          packedExtraction,
          extractor,
          ...facts,
        },
      ]),
    );
    return { sourceId, versionId };
  };
  const compare = async (version: { sourceId: string; versionId: string; previousGoodAt?: string }) => {
    await workers['detection.compare']?.({ workspaceId, previousGoodAt: null, ...version }, context);
  };
  const shows = async (blocks: Block[], url = page): Promise<string[]> => {
    const previousGoodAt = room.clock.now().toISOString(); // each reading finds the page changed
    await room.clock.advance(30 * minuteMs);
    await compare({ ...(await addVersion(blocks, url)), previousGoodAt });
    return (await room.take('notification.alert')).map((job) => job.alertId);
  };
  const deliver = async (alertId: string) => {
    await workers['detection.delivered']?.({ workspaceId, alertId }, context);
  };
  return {
    calls,
    workers,
    context,
    /** Stores a reading of a page, now. */
    addVersion,
    compare,
    /** The page changes, half an hour later it is read and compared. Answers the alerts that are to be told. */
    shows,
    /** An alert reaches people. */
    deliver,
    /** `shows`, and whatever is to be told reaches people. */
    async showsAndTells(blocks: Block[], url = page): Promise<string[]> {
      const alerts = await shows(blocks, url);
      for (const alertId of alerts) await deliver(alertId);
      return alerts;
    },
    changes: async () => await room.rows<ChangeRow>('select * from changes order by detected_at, change_id'),
  };
}
