import type { Turn } from '../../../contracts/transcript.ts';
import { LookoutError } from '../../../kit/errors.ts';
import { findAmounts } from './find-amounts.ts';
import { findEmails, findPhones } from './find-contacts.ts';
import { findAccounts, findCards, findIbans, findIdentities } from './find-numbered.ts';
import { findPercentages } from './find-percentages.ts';
import { findSecrets } from './find-secrets.ts';
import { type Rule, type RuleName, ruleNames, type Span } from './rule.ts';
import { type Sentences, tokenize } from './tokens.ts';

/** What a workspace may choose; money, percentages, numbers and secrets are always hidden. */
export interface RedactionChoice {
  emails: boolean;
  phones: boolean;
}

export interface Redactor {
  /** The text with placeholders. @param before what was said just before, for answers that are only a number */
  redact(text: string, before?: string): string;
  /** How often each rule hid something so far; counts, never values. */
  receipt(): Record<string, number>;
  /** Placeholder to what it stands for. Keep it apart, sealed; a Map, so that it is `{}` in anything written as JSON. */
  originals(): ReadonlyMap<string, string>;
}

export interface Redaction {
  turns: Turn[];
  receipt: Record<string, number>;
  originals: ReadonlyMap<string, string>;
}

const always: readonly Rule[] = [
  findSecrets,
  findIbans,
  findCards,
  findIdentities,
  findAccounts,
  findAmounts,
  findPercentages,
];

/**
 * The gate before any model and any shared page. One redactor serves everything of one meeting (turns, title,
 * vendor's summary), so that equal values get equal placeholders: `[amount 1]`.
 *
 * @param rules only for tests; every rule that throws closes the gate
 * @throws from `redact`: LookoutError `internal` when a rule fails; nothing of the text is returned then
 */
export function createRedactor(
  { rules }: { rules: RedactionChoice },
  run: readonly Rule[] = always,
): Redactor {
  const active = [...run, ...(rules.emails ? [findEmails] : []), ...(rules.phones ? [findPhones] : [])];
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const counts = new Map<RuleName, number>();
  /** Different values by rule: the numbers of the placeholders. */
  const values = new Map<RuleName, number>();
  const placeholderFor = (rule: RuleName, written: string): string => {
    const key = `${rule}\n${written.toLowerCase().replace(/\s+/g, ' ')}`;
    const known = placeholders.get(key);
    if (known) return known;
    const number = (values.get(rule) ?? 0) + 1;
    values.set(rule, number);
    const placeholder = `[${rule} ${number}]`;
    placeholders.set(key, placeholder);
    originals.set(placeholder, written);
    return placeholder;
  };
  return {
    redact: (given, before = '') => {
      const text = disarm(given);
      let hidden = '';
      let at = 0;
      for (const { rule, span } of findAll(active, text, before)) {
        hidden += text.slice(at, span.start) + placeholderFor(rule, text.slice(span.start, span.end));
        counts.set(rule, (counts.get(rule) ?? 0) + 1);
        at = span.end;
      }
      return hidden + text.slice(at);
    },
    receipt: () =>
      Object.fromEntries(
        ruleNames.flatMap((rule) => (counts.has(rule) ? [[rule, counts.get(rule) ?? 0]] : [])),
      ),
    originals: () => originals,
  };
}

/** Turns with placeholders, what was hidden by rule, and apart from both the way back. Fails closed. */
export function redact(turns: readonly Turn[], choice: { rules: RedactionChoice }): Redaction {
  const redactor = createRedactor(choice);
  let before = '';
  const hidden = turns.map((turn) => {
    const redacted = {
      ...turn,
      speaker: redactor.redact(turn.speaker),
      text: redactor.redact(turn.text, before),
    };
    before = turn.text.slice(-longestBefore);
    return redacted;
  });
  return { turns: hidden, receipt: redactor.receipt(), originals: redactor.originals() };
}

/** The text with what was hidden put back. Only for whoever may read the original. */
export const restore = (text: string, originals: ReadonlyMap<string, string>): string =>
  text.replace(placeholder, (written) => originals.get(written) ?? written);

/** A question is short: this much of the turn before is looked at. */
const longestBefore = 400;
const placeholder = new RegExp(`\\[(?:${ruleNames.join('|')}) \\d{1,6}\\]`, 'g');

/** Somebody may type "[amount 1]" to have it turned into a value later: brackets of that form become round. */
const disarm = (text: string): string =>
  text.includes('[') ? text.replace(placeholder, (written) => `(${written.slice(1, -1)})`) : text;

interface Found {
  rule: RuleName;
  span: Span;
}

function findAll(rules: readonly Rule[], text: string, before: string): Found[] {
  try {
    const sentences: Sentences = tokenize(text);
    const input = { text, sentences, before: tokenize(before) };
    return joinOverlaps(rules.flatMap((rule) => rule(input)));
  } catch (cause) {
    throw new LookoutError('internal', 'a redaction rule failed', {
      cause,
      humanMessage:
        'Lookout could not check this transcript for private figures, so it went no further: no model and no page has seen it.',
    });
  }
}

/** Overlapping finds become one, under the earlier rule's name, so that no edge of either shows. */
function joinOverlaps(found: readonly Found[]): Found[] {
  const joined: Found[] = [];
  const sorted = found
    .filter(({ span }) => span.end > span.start)
    .sort((a, b) => a.span.start - b.span.start);
  for (const { rule, span } of sorted) {
    const last = joined.at(-1);
    if (!last || span.start >= last.span.end) joined.push({ rule, span: { ...span } });
    else {
      last.span.end = Math.max(last.span.end, span.end);
      if (ruleNames.indexOf(rule) < ruleNames.indexOf(last.rule)) last.rule = rule;
    }
  }
  return joined;
}
