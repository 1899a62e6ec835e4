import * as z from 'zod';
import { defineJobs } from './shared.ts';

/** Jobs the Slack door leaves for itself: an event is stored first and worked on from the store. */
export const slackDoorJobs = defineJobs({
  'slack.event': {
    payload: z.object({ deliveryId: z.string() }),
    deadlineSeconds: 60,
    retryLimit: 8,
    concurrency: 8,
    batchSize: 20,
  },
});
