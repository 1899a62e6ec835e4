import type { Button, Overflow } from '@slack/types';
import type { ChangeKind } from '../../../contracts/detection.ts';
import {
  type AlertMoreVerb,
  actionIds,
  alertMoreValue,
  alertMoreVerbs,
} from '../../../vendors/slack/action-ids.ts';
import { limits, plain } from '../../../vendors/slack/blocks/text.ts';
import { reviewActionIds } from '../../../vendors/slack/review-action-ids.ts';
import { kindInWords } from './alert-mark.ts';

const verbLabels: Record<Exclude<AlertMoreVerb, 'mute'>, string> = {
  snooze60: 'Snooze for 1 hour',
  snooze1440: 'Snooze for 1 day',
  snooze10080: 'Snooze for 1 week',
  pause: 'Pause',
};

interface Actionable {
  alertId: string;
  kind: ChangeKind;
  useful: boolean | null;
}

/** What one can do with an alert. Useful and Not useful are replaced once somebody has said it; Undo takes it back. */
export function actionsOf({ alertId, kind, useful }: Actionable): (Button | Overflow)[] {
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plain(label, limits.button),
    value: alertId,
  });
  return [
    ...(useful === null
      ? [button(actionIds.alertUseful, 'Useful'), button(actionIds.alertNotUseful, 'Not useful')]
      : [button(actionIds.alertUnrate, 'Undo')]),
    button(reviewActionIds.alertIssue, 'Create issue'),
    button(reviewActionIds.alertNote, 'Save to Notion'),
    button(actionIds.alertDiff, 'Show diff'),
    {
      type: 'overflow',
      action_id: actionIds.alertMore,
      options: alertMoreVerbs.map((verb) => ({
        text: plain(verb === 'mute' ? `Mute ${kindInWords[kind]}` : verbLabels[verb], limits.option),
        value: alertMoreValue(verb, alertId),
      })),
    },
  ];
}
