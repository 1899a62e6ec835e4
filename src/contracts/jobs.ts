import type * as z from 'zod';
import { assistantJobs } from './assistant.ts';
import { contentJobs } from './content.ts';
import { detectionJobs } from './detection.ts';
import { discoveryJobs } from './discovery.ts';
import { linearJobs } from './linear.ts';
import { monitorJobs } from './monitor.ts';
import { notificationJobs } from './notification.ts';
import { notionJobs } from './notion.ts';
import { slackDoorJobs } from './slack-door.ts';
import { transcriptJobs } from './transcript.ts';

/** Every job of the product by name; the queue makes one pg-boss queue for each. */
export const allJobs = {
  ...assistantJobs,
  ...contentJobs,
  ...detectionJobs,
  ...discoveryJobs,
  ...linearJobs,
  ...monitorJobs,
  ...notificationJobs,
  ...notionJobs,
  ...slackDoorJobs,
  ...transcriptJobs,
};

export type JobName = keyof typeof allJobs;
export type JobPayload<Name extends JobName> = z.output<(typeof allJobs)[Name]['payload']>;
