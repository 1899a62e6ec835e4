import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { useElement } from './use-element.ts';

/** Unix seconds to what `datetime-local` wants: this browser's wall clock, to the minute. */
function toLocalInput(seconds: number | null | undefined): string {
  if (!seconds) return '';
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function DateElement({ element }: { element: Datepicker }) {
  const { value, aria, change } = useElement(element);
  return (
    <input
      type="date"
      className="field field-short"
      {...aria}
      aria-label={aria['aria-labelledby'] ? undefined : (element.placeholder?.text ?? 'Date')}
      value={value?.selected_date ?? ''}
      onChange={(event) => change({ selected_date: event.target.value || null })}
    />
  );
}

export function TimeElement({ element }: { element: Timepicker }) {
  const { value, aria, change } = useElement(element);
  return (
    <input
      type="time"
      className="field field-short"
      {...aria}
      aria-label={aria['aria-labelledby'] ? undefined : (element.placeholder?.text ?? 'Time')}
      value={value?.selected_time ?? ''}
      onChange={(event) => change({ selected_time: event.target.value || null })}
    />
  );
}

export function DateTimeElement({ element }: { element: DateTimepicker }) {
  const { value, aria, change } = useElement(element);
  return (
    <input
      type="datetime-local"
      className="field field-short"
      {...aria}
      aria-label={aria['aria-labelledby'] ? undefined : 'Date and time'}
      value={toLocalInput(value?.selected_date_time)}
      onChange={(event) => {
        const ms = Date.parse(event.target.value);
        change({ selected_date_time: Number.isNaN(ms) ? null : Math.floor(ms / 1000) });
      }}
    />
  );
}
