import type { KnownBlock } from '@slack/types';
import type { ChangeView, WhyReport } from '../../contracts/detection.ts';
import { sentenceOfReason } from '../../contracts/reasons.ts';
import { dateToken } from '../../vendors/slack/blocks/dates.ts';
import { whyReport } from '../../vendors/slack/blocks/why-report.ts';
import { type Asker, callsFor, type Door } from './door.ts';

/** The answer to "why so quiet?", each kept back change with its reason as a sentence. */
export async function whyBlocks(door: Door, asker: Asker, report: WhyReport): Promise<KnownBlock[]> {
  const recent = await Promise.all(
    report.recent.map(async (change) => ({ ...change, why: await whySilent(door, asker, change) })),
  );
  return whyReport({ ...report, recent });
}

/** News that was told before is said with when; an alert that is gone leaves the reason as it is. */
async function whySilent(door: Door, asker: Asker, { toldBy, verdict }: ChangeView): Promise<string> {
  const reason = sentenceOfReason(verdict.reason);
  if (!toldBy) return reason;
  try {
    const { changes } = await callsFor(door, asker).detection.getAlert({ alertId: toldBy });
    const [first] = changes;
    return first ? `${reason.replace(/\.$/, '')}: ${dateToken(first.detectedAt)}.` : reason;
  } catch (error) {
    door.log.debug({ err: error }, 'an earlier alert could not be read');
    return reason;
  }
}
