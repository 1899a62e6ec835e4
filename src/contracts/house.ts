import type { Router } from '@orpc/server';
import { assistantContract } from './assistant.ts';
import { contentContract } from './content.ts';
import { detectionContract } from './detection.ts';
import { discoveryContract } from './discovery.ts';
import { linearContract } from './linear.ts';
import { monitorContract } from './monitor.ts';
import { notificationContract } from './notification.ts';
import { notionContract } from './notion.ts';
import type { CallContext } from './shared.ts';
import { transcriptContract } from './transcript.ts';

/** Every flow's calls under its flow's name: what the hall routes and what `/v1` serves. */
export const houseContract = {
  assistant: assistantContract,
  content: contentContract,
  detection: detectionContract,
  discovery: discoveryContract,
  linear: linearContract,
  monitor: monitorContract,
  notification: notificationContract,
  notion: notionContract,
  transcript: transcriptContract,
};

export type FlowName = keyof typeof houseContract;

/** A flow's calls, bound to their contract: what a room hands to the hall. */
export type FlowRouter<Flow extends FlowName> = Router<(typeof houseContract)[Flow], CallContext>;
export type FlowRouters = { [Flow in FlowName]: FlowRouter<Flow> };
