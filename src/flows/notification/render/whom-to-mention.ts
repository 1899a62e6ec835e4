import type { Severity } from '../../../contracts/detection.ts';
import type { MonitorView } from '../../../contracts/monitor.ts';
import { isSlackUser } from '../../../vendors/slack/blocks/people.ts';

/**
 * Who is rung for an alert: nobody for a low one; whoever the monitor's setting names for the others; and for a high one,
 * when the setting names nobody, the person who asked. In a direct message Slack rings by itself.
 */
export function whomToMention(
  severity: Severity,
  { mentions, createdBy, channelId }: Pick<MonitorView, 'mentions' | 'createdBy' | 'channelId'>,
): string[] {
  if (severity === 'low' || channelId?.startsWith('D')) return [];
  if (mentions.length > 0) return [...mentions];
  return severity === 'high' && isSlackUser(createdBy) ? [createdBy] : [];
}
