import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import type { MonitorView } from '../../contracts/monitor.ts';
import { describeCadence } from '../../kit/schedule.ts';
import { context, limits, plain } from '../../vendors/slack/blocks/text.ts';
import { input, option, textInput } from './form-inputs.ts';
import { type ModalMemory, writeMemory } from './modal-views.ts';
import { viewCallbacks } from './registered.ts';

/** Blocks of the form; each holds one input, whose action_id is the same name. */
export const editFields = {
  request: 'request',
  pages: 'pages',
  cadence: 'cadence',
  schedule: 'schedule',
  quietFrom: 'quiet_from',
  quietTo: 'quiet_to',
  timeZone: 'time_zone',
  mode: 'mode',
  emails: 'emails',
  webhooks: 'webhooks',
  mentions: 'mentions',
} as const;

/** Value of the cadence menu that means "see the schedule below". */
export const scheduleChoice = 'schedule';

const presetMinutes = [1, 5, 15, 30, 60, 180, 360, 720, 1_440, 10_080];

/** The form of a monitor, filled with what is set now. `timeZone` is the person's, for a first schedule. */
export function editView(monitor: MonitorView, timeZone: string, memory: ModalMemory): ModalView {
  const { quietHours, cadence } = monitor;
  const zone = quietHours?.timeZone ?? (cadence.kind === 'cron' ? cadence.timeZone : timeZone);
  const blocks: KnownBlock[] = [
    input(
      editFields.request,
      'What to tell',
      textInput(monitor.request, { multiline: true, min: 3, max: 2_000 }),
    ),
    input(
      editFields.pages,
      'Pages',
      textInput(monitor.sources.map((source) => source.url).join('\n'), { multiline: true, max: 3_000 }),
      { hint: 'One address a line, at most ten.', optional: monitor.sources.length === 0 },
    ),
    input(editFields.cadence, 'How often', cadenceMenu(monitor)),
    input(
      editFields.schedule,
      'Schedule',
      textInput(cadence.kind === 'cron' ? cadence.expression : '', { max: 120 }),
      {
        optional: true,
        hint: 'For "At set times": weekdays 9:00, daily 18:30, mondays 8:00, or five cron fields such as 0 9 * * 1-5.',
      },
    ),
    input(editFields.quietFrom, 'Quiet from', timePicker(quietHours?.from), { optional: true }),
    input(editFields.quietTo, 'Quiet until', timePicker(quietHours?.to), {
      optional: true,
      hint: 'Between these times alerts wait. May cross midnight.',
    }),
    input(editFields.timeZone, 'Time zone', textInput(zone, { max: 64 }), { hint: 'Such as Europe/Berlin.' }),
    input(editFields.mode, 'Tell', modeRadio(monitor.mode)),
    input(editFields.emails, 'E-mail as well', textInput(targets(monitor, 'email'), { max: 500 }), {
      optional: true,
      hint: 'Addresses with commas between them.',
    }),
    input(
      editFields.webhooks,
      'Webhook as well',
      textInput(targets(monitor, 'webhook'), { multiline: true, max: 2_000 }),
      {
        optional: true,
        hint: 'Signed requests to these addresses, one a line.',
      },
    ),
    input(editFields.mentions, 'Mention', mentionMenu(monitor.mentions), { optional: true }),
    context('Changed pages are read anew silently: an edit never causes an alert.'),
  ];
  return {
    type: 'modal',
    callback_id: viewCallbacks.edit,
    title: plain('Edit monitor', limits.modalTitle),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    private_metadata: writeMemory(memory),
    blocks,
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The usual choices, the one in force even when it is unusual, and the schedule. */
function cadenceMenu({ cadence }: Pick<MonitorView, 'cadence'>): InputBlockElement {
  const minutes =
    cadence.kind === 'every' ? [...new Set([...presetMinutes, cadence.minutes])] : presetMinutes;
  const options = minutes
    .toSorted((a, b) => a - b)
    .map((each) => option(capital(describeCadence({ kind: 'every', minutes: each })), String(each)));
  const schedule = option('At set times', scheduleChoice);
  const chosen = cadence.kind === 'every' ? String(cadence.minutes) : scheduleChoice;
  return {
    type: 'static_select',
    options: [...options, schedule],
    initial_option: [...options, schedule].find(({ value }) => value === chosen),
  };
}

const timePicker = (time: string | undefined): InputBlockElement => ({
  type: 'timepicker',
  ...(time ? { initial_time: time } : {}),
});

function modeRadio(mode: MonitorView['mode']): InputBlockElement {
  const every = option('Every time', 'every');
  const once = option('Once, then stop', 'once');
  return { type: 'radio_buttons', options: [every, once], initial_option: mode === 'once' ? once : every };
}

const mentionMenu = (users: readonly string[]): InputBlockElement => ({
  type: 'multi_users_select',
  max_selected_items: 10,
  ...(users.length > 0 ? { initial_users: [...users] } : {}),
});

function targets(monitor: Pick<MonitorView, 'notify'>, kind: 'email' | 'webhook'): string {
  return monitor.notify
    .flatMap((target) =>
      target.kind === kind ? [target.kind === 'email' ? target.address : target.url] : [],
    )
    .join(kind === 'email' ? ', ' : '\n');
}
