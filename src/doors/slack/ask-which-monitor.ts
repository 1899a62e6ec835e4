import type { KnownBlock } from '@slack/types';
import type { MonitorView } from '../../contracts/monitor.ts';
import { actionIds } from '../../vendors/slack/action-ids.ts';
import { monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { statusLine } from '../../vendors/slack/blocks/monitor-status.ts';
import { bold, plain, section } from '../../vendors/slack/blocks/text.ts';
import type { Place } from './door.ts';

type Wish = 'cadence' | 'show' | 'why' | 'pause' | 'resume' | 'stop' | 'check';

/** The button that does the wish to one of several. What has no button of its own opens the monitor's form. */
const buttons: Record<Wish, { actionId: string; label: string }> = {
  cadence: { actionId: actionIds.monitorEdit, label: 'Edit' },
  show: { actionId: actionIds.monitorWhy, label: 'Why so quiet?' },
  why: { actionId: actionIds.monitorWhy, label: 'Why so quiet?' },
  pause: { actionId: actionIds.monitorPause, label: 'Pause' },
  resume: { actionId: actionIds.monitorResume, label: 'Resume' },
  stop: { actionId: actionIds.monitorStop, label: 'Stop' },
  check: { actionId: actionIds.monitorCheck, label: 'Check now' },
};

/** "Which one?", to the asker alone, with a button beside each. Never a guess that acts. */
export async function askWhichMonitor(
  place: Place,
  wish: Wish,
  monitors: readonly MonitorView[],
): Promise<void> {
  const button = buttons[wish];
  await place.whisper({
    text: 'Which one?',
    blocks: [
      section('Which one?'),
      ...monitors.map(
        (monitor): KnownBlock => ({
          ...section(`${bold(monitorName(monitor), 200)}\n${statusLine(monitor)}`),
          accessory: {
            type: 'button',
            action_id: button.actionId,
            text: plain(button.label, 75),
            value: monitor.monitorId,
          },
        }),
      ),
    ],
  });
}
