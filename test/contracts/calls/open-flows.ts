import type { FlowRouters } from '../../../src/contracts/house.ts';
import { createAssistantFlow } from '../../../src/flows/assistant/index.ts';
import { createExtractor } from '../../../src/flows/content/extract/extract-pool.ts';
import { classifyPage } from '../../../src/flows/content/health/classify-page.ts';
import { createContentFlow } from '../../../src/flows/content/index.ts';
import { createDifferenceFinder } from '../../../src/flows/detection/difference-pool.ts';
import { createDetectionFlow } from '../../../src/flows/detection/index.ts';
import { createDiscoveryFlow } from '../../../src/flows/discovery/index.ts';
import { createLinearFlow } from '../../../src/flows/linear/index.ts';
import { wordEmbedder } from '../../../src/flows/linear/linear-room-for-test.ts';
import { createMonitorFlow } from '../../../src/flows/monitor/index.ts';
import { createNotificationFlow } from '../../../src/flows/notification/index.ts';
import { createNotionFlow } from '../../../src/flows/notion/index.ts';
import {
  createMeetingReader,
  createTranscriptFlow,
  createUnderstanding,
} from '../../../src/flows/transcript/index.ts';
import { silentLog } from '../../../src/kit/log.ts';
import { createMetrics } from '../../../src/kit/metrics.ts';
import { createSeal } from '../../../src/kit/seal.ts';
import { createInbox } from '../../../src/queue/inbox.ts';
import type { Workers } from '../../../src/queue/queue.ts';
import type { Room } from '../../helpers/open-room.ts';
import { playSlackOffice } from '../../helpers/play-slack-office.ts';
import type { Shop } from './play-shop.ts';
import type { Vendors } from './play-vendors.ts';

/** Every room as the house builds it, without a model, on one database; what they open ends with the stack. */
export function openFlows(
  stack: AsyncDisposableStack,
  { room, shop, vendors }: { room: Room; shop: Shop; vendors: Vendors },
): { routers: FlowRouters; workers: Workers } {
  const { database, queue, clock } = room;
  const { fetchPage } = shop;
  const shared = { database, queue, clock, log: silentLog };
  const embedder = wordEmbedder;
  const extractor = stack.use(createExtractor({ threads: 0 }));
  const seal = createSeal([{ id: 'k1', key: new Uint8Array(32).fill(7) }]);
  const inbox = createInbox({ database, queue, clock });
  const flows = {
    assistant: createAssistantFlow({
      ...shared,
      embedder,
      slack: playSlackOffice(),
      modelHelp: 'set OPENAI_API_KEY to connect one',
      budget: { monthlyUsd: 1, usdPerMillionInput: 1, usdPerMillionOutput: 1 },
    }),
    monitor: createMonitorFlow({ ...shared, minCadenceMinutes: 1 }),
    discovery: createDiscoveryFlow({ ...shared, fetchPage, extractor, classify: classifyPage, embedder }),
    content: createContentFlow({
      ...shared,
      metrics: createMetrics(),
      fetchPage,
      extractor,
      retentionDays: 30,
      maxLeased: 100,
      maxLeasedPerOrigin: 10,
      unlimitedOrigins: [],
    }),
    detection: createDetectionFlow({
      ...shared,
      differences: stack.use(createDifferenceFinder()),
      budget: { monthlyUsd: 1, usdPerMillionInput: 1, usdPerMillionOutput: 1 },
    }),
    notification: createNotificationFlow({
      ...shared,
      slack: playSlackOffice(),
      postWebhook: async () => undefined,
      webhookSecretOf: (workspace) => `whsec_${Buffer.from(workspace).toString('base64')}`,
      modelHelp: 'set OPENAI_API_KEY to connect one',
    }),
    transcript: createTranscriptFlow({
      ...shared,
      seal,
      embedder,
      reader: createMeetingReader({ threads: 0 }),
      isShared: async () => false,
      understand: createUnderstanding({ embedder, clock, reader: createMeetingReader({ threads: 0 }) }),
      retentionDays: 30,
      redaction: { emails: true, phones: true },
    }),
    linear: createLinearFlow({ ...shared, seal, inbox, embedder, ...vendors.linear }),
    notion: createNotionFlow({ ...shared, seal, inbox, embedder, ...vendors.notion }),
  };
  return {
    routers: {
      assistant: flows.assistant.calls,
      monitor: flows.monitor.calls,
      discovery: flows.discovery.calls,
      content: flows.content.calls,
      detection: flows.detection.calls,
      notification: flows.notification.calls,
      transcript: flows.transcript.calls,
      linear: flows.linear.calls,
      notion: flows.notion.calls,
    },
    workers: Object.assign({}, ...Object.values(flows).map((flow) => flow.workers)),
  };
}
