import type { KnownBlock } from '@slack/types';
import { plural } from '../../../kit/text.ts';
import { context, section } from './text.ts';

/** What the language model cost; the contract's ModelSpend fits. */
export interface BudgetShape {
  /** "2026-11" */
  month: string;
  inputTokens: number;
  outputTokens: number;
  usd: number;
  budgetUsd: number;
  asked: number;
  cached: number;
  hasModel: boolean;
}

const dollars = (usd: number): string =>
  usd.toLocaleString('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 2 });

/** 1,234,567 -> "1.2M" */
const short = (count: number): string =>
  count.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 1 });

const monthName = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleString('en', { month: 'long', timeZone: 'UTC' });

/** What the model has cost this month, what it may cost, and what happens when that is used up. */
export function budgetBlocks(spend: BudgetShape): KnownBlock[] {
  if (!spend.hasModel) return [context('No language model is connected: rules alone decide what is told.')];
  const isUsedUp = spend.usd >= spend.budgetUsd;
  const percent = spend.budgetUsd > 0 ? Math.min(100, Math.round((spend.usd / spend.budgetUsd) * 100)) : 100;
  const used = `${dollars(spend.usd)} of ${dollars(spend.budgetUsd)} (${percent}%)`;
  const tokens = `${short(spend.inputTokens + spend.outputTokens)} tokens`;
  const asked = `${plural(spend.asked, 'change')} judged, ${spend.cached.toLocaleString('en')} known from before`;
  return [
    section(
      `${isUsedUp ? '▲ ' : ''}*Language model in ${monthName(spend.month)}*\n${[used, tokens, asked].join(' · ')}`,
    ),
    context(
      isUsedUp
        ? `The budget is used up: until ${monthName(spend.month)} ends, rules alone decide what is told.`
        : 'When the budget is used up, rules alone decide until the month ends, and one thread hears of it.',
    ),
  ];
}
