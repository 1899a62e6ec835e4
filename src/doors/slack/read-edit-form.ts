import type { ViewStateValue } from '@slack/bolt';
import * as z from 'zod';
import type { Cadence } from '../../contracts/discovery.ts';
import type { MonitorView, NotifyTarget, QuietHours } from '../../contracts/monitor.ts';
import { isTimeZone } from '../../kit/schedule.ts';
import { editFields, scheduleChoice } from './edit-modal.ts';
import { readSchedule } from './read-schedule.ts';

export type FormValues = Record<string, Record<string, ViewStateValue>>;

/** What a person wants a monitor to be. */
export interface EditedMonitor {
  request: string;
  urls: string[];
  cadence: Cadence;
  quietHours: QuietHours | null;
  mode: 'once' | 'every';
  notify: NotifyTarget[];
  mentions: string[];
}

export type ReadForm = { edited: EditedMonitor } | { errors: Record<string, string> };

const mostPages = 10;
const mostTargets = 5;

/** The submitted form as values, or a sentence under each field that is not right. */
export function readEditForm(values: FormValues): ReadForm {
  const errors: Record<string, string> = {};
  const field = (name: string): ViewStateValue | undefined => values[name]?.[name];
  const text = (name: string): string => field(name)?.value?.trim() ?? '';

  const request = text(editFields.request);
  if (request.length < 3) errors[editFields.request] = 'Say in a few words what to tell.';

  const urls = linesOf(text(editFields.pages)).map(withScheme);
  if (urls.length > mostPages) errors[editFields.pages] = `At most ${mostPages} pages.`;
  const wrong = urls.find((url) => !isWebUrl(url));
  if (wrong) errors[editFields.pages] = `"${wrong.slice(0, 80)}" is not a web address.`;

  const timeZone = text(editFields.timeZone) || 'UTC';
  if (!isTimeZone(timeZone)) errors[editFields.timeZone] = 'Not a time zone. Write it like Europe/Berlin.';

  const cadence = readCadence(
    field(editFields.cadence)?.selected_option?.value,
    text(editFields.schedule),
    timeZone,
  );
  if (!cadence) errors[editFields.schedule] = 'Write it like weekdays 9:00, or as five cron fields.';

  const from = field(editFields.quietFrom)?.selected_time ?? null;
  const to = field(editFields.quietTo)?.selected_time ?? null;
  if ((from === null) !== (to === null)) {
    errors[from === null ? editFields.quietFrom : editFields.quietTo] =
      'Quiet hours need both a start and an end.';
  }

  const emails = text(editFields.emails)
    .split(/[\s,;]+/)
    .filter(Boolean);
  const badEmail = emails.find((address) => !z.email().safeParse(address).success);
  if (badEmail) errors[editFields.emails] = `"${badEmail.slice(0, 80)}" is not an e-mail address.`;

  const webhooks = linesOf(text(editFields.webhooks));
  if (!webhooks.every(isWebUrl))
    errors[editFields.webhooks] = 'Web addresses that start with https://, one a line.';
  if (emails.length + webhooks.length > mostTargets) {
    errors[editFields.webhooks] = `At most ${mostTargets} e-mails and webhooks together.`;
  }

  if (!cadence || Object.keys(errors).length > 0) return { errors };
  return {
    edited: {
      request,
      urls,
      cadence,
      quietHours: from !== null && to !== null ? { from, to, timeZone } : null,
      mode: field(editFields.mode)?.selected_option?.value === 'once' ? 'once' : 'every',
      notify: [
        ...emails.map((address) => ({ kind: 'email' as const, address })),
        ...webhooks.map((url) => ({ kind: 'webhook' as const, url })),
      ],
      mentions: field(editFields.mentions)?.selected_users ?? [],
    },
  };
}

/** Only what differs from the monitor as it is: an untouched page list is not read anew. */
export function changedFields(monitor: MonitorView, edited: EditedMonitor): Partial<EditedMonitor> {
  const before: EditedMonitor = { ...monitor, urls: monitor.sources.map((source) => source.url) };
  const changed = (Object.keys(edited) as (keyof EditedMonitor)[]).filter(
    (name) => JSON.stringify(edited[name]) !== JSON.stringify(before[name]),
  );
  const picked: Partial<EditedMonitor> = Object.fromEntries(changed.map((name) => [name, edited[name]]));
  // Without any page left the monitor keeps those it has.
  if (picked.urls?.length === 0) delete picked.urls;
  return picked;
}

function readCadence(choice: string | undefined, schedule: string, timeZone: string): Cadence | undefined {
  if (choice !== scheduleChoice) {
    const minutes = Number(choice);
    return Number.isInteger(minutes) && minutes >= 1 ? { kind: 'every', minutes } : undefined;
  }
  return isTimeZone(timeZone) ? readSchedule(schedule, timeZone) : undefined;
}

const linesOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const withScheme = (url: string): string => (/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`);
const isWebUrl = (url: string): boolean => /^https?:\/\/[^\s/]/.test(url) && URL.canParse(url);
