import type { Sentences } from './tokens.ts';

/** Half-open range of UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** What is hidden, by the word that stands in the placeholder and the receipt. Earlier ones win where two overlap. */
export const ruleNames = [
  'secret',
  'iban',
  'card number',
  'identity number',
  'account number',
  'e-mail',
  'phone',
  'pay',
  'amount',
  'percentage',
] as const;

export type RuleName = (typeof ruleNames)[number];

/** A text as rules see it. */
interface RuleInput {
  text: string;
  sentences: Sentences;
  /** What was said just before by whoever spoke, for answers that are only a number; empty at the beginning. */
  before: Sentences;
}

/** Finds what to hide. Runs in time linear in the text: tokens with bounded looks to both sides, patterns with bounded repeats. */
export type Rule = (input: RuleInput) => { rule: RuleName; span: Span }[];

export const hide = (rule: RuleName, spans: readonly Span[]): { rule: RuleName; span: Span }[] =>
  spans.map((span) => ({ rule, span }));
