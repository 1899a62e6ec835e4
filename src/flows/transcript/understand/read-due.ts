import * as chrono from 'chrono-node';

export interface Due {
  /** ISO date. */
  date: string;
  /** The words that gave it, verbatim. */
  spoken: string;
}

interface Parser {
  parse(
    text: string,
    reference?: Date,
    option?: { forwardDate?: boolean },
  ): {
    index: number;
    text: string;
    start: {
      get(component: 'year' | 'month' | 'day'): number | null;
      isCertain(component: 'weekday' | 'day' | 'month'): boolean;
    };
  }[];
}

const parsers: Readonly<Record<string, Parser>> = {
  en: chrono.en.casual,
  de: chrono.de.casual,
  fr: chrono.fr.casual,
  es: chrono.es.casual,
  nl: chrono.nl.casual,
  pt: chrono.pt.casual,
  it: chrono.it.casual,
  ja: chrono.ja.casual,
};

/** Words before a date that make it a time limit, kept with it: "by Friday". */
const limitBefore =
  /\b(?:by|before|until|till|due|on|for|bis|vor|am|zum|avant|pour|d'ici|antes del?|para el|para|voor|tegen|até|entro|prima di) (?:the |le |el |la )?(?:(?:end of (?:the )?(?:day|week|business)|close of business|noon|midday|eod|cob),? (?:on )?)?$/i;
/** What a parser takes for a date and is none. */
const notDates =
  /^(?:now|right now|jetzt|ahora|the (?:second|minute|moment)|sec(?:ond)?s?|may|march|sun|sat|mon)$/i;

/**
 * When something is due, read from the sentence against the day of the meeting. Undefined without a day to count
 * from, unless the words name one themselves.
 */
export function readDue(sentence: string, heldAt: Date | undefined, language: string): Due | undefined {
  const parser = parsers[language] ?? chrono.en.casual;
  const reference = heldAt ?? new Date(Date.UTC(2000, 0, 1, 12));
  const week = language === 'en' ? endOfWeek(sentence, heldAt) : undefined;
  if (week) return week;
  for (const found of parser.parse(sentence, reference, { forwardDate: true })) {
    // "Note number 10 tomorrow": the number is the note's.
    const number =
      /^\d{1,2} (?=(?:tomorrow|today|tonight|next|this|\p{L}+day)\b)/iu.exec(found.text)?.[0] ?? '';
    const { start } = found;
    const [index, text] = [found.index + number.length, found.text.slice(number.length)];
    if (notDates.test(text.trim()) || /^\d+(?:\.\d+)?$/.test(text)) continue;
    if (/\b(?:minutes?|seconds|hours?|mins?|secs?)\b/i.test(text)) continue;
    // "The report for the Tuesday outage": a name for a thing, no limit.
    if (
      /\bthe $/i.test(sentence.slice(0, index)) &&
      /day$/i.test(text) &&
      /^ \p{L}/u.test(sentence.slice(index + text.length))
    )
      continue;
    const after = /^まで(?:に)?/.exec(sentence.slice(index + text.length))?.[0] ?? '';
    const limit = limitBefore.exec(sentence.slice(0, index))?.[0] ?? '';
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
    if (year === null || month === null || day === null) continue;
    const onDay = new Date(Date.UTC(year, month - 1, day));
    // "By Monday", said on a Monday, is the next one.
    const isToday = onDay.toISOString().slice(0, 10) === reference.toISOString().slice(0, 10);
    if (isToday && start.isCertain('weekday')) onDay.setUTCDate(onDay.getUTCDate() + 7);
    const date = onDay.toISOString().slice(0, 10);
    return { date: heldAt ? date : '', spoken: `${limit}${text}${after}`.replace(/[\s,.;]+$/, '') };
  }
  return undefined;
}

const weekEnd =
  /\b(?:by |before |until |at |on |for )?(?:the )?(?:end of (?:this|the|next) week|(?:this|next) week['’]s end|eow)\b|\b(?:later |sometime |some time |still )?this week\b/i;
const friday = 5;

/** "This week" and "by the end of next week" end on a Friday; a parser of dates takes them for days of its own. */
function endOfWeek(sentence: string, heldAt: Date | undefined): Due | undefined {
  const found = weekEnd.exec(sentence);
  if (!found) return undefined;
  const spoken = found[0];
  if (!heldAt) return { date: '', spoken };
  const day = new Date(Date.UTC(heldAt.getUTCFullYear(), heldAt.getUTCMonth(), heldAt.getUTCDate()));
  const left = (friday - day.getUTCDay() + 7) % 7;
  day.setUTCDate(day.getUTCDate() + left + (/next/i.test(spoken) ? 7 : 0));
  return { date: day.toISOString().slice(0, 10), spoken };
}
