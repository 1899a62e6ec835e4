import type { ContextBlock, HeaderBlock, MrkdwnElement, PlainTextElement, SectionBlock } from '@slack/types';
import { cleanText, escapeMrkdwn, oneLine, truncate } from '../../../kit/text.ts';

/** Slack's length limits in UTF-16 units and counts (docs.slack.dev, Block Kit reference; @slack/types doc comments). */
export const limits = {
  section: 3_000,
  field: 2_000,
  header: 150,
  button: 75,
  buttonValue: 2_000,
  option: 75,
  modalTitle: 24,
  contextElements: 10,
  messageBlocks: 50,
  viewBlocks: 100,
  privateMetadata: 3_000,
} as const;

/** Markup we wrote ourselves, foreign parts already escaped; cut to what a section takes. */
export const mrkdwn = (text: string, max: number = limits.section): MrkdwnElement => ({
  type: 'mrkdwn',
  text: truncate(text, max),
});

/** Foreign text shown as it is: nothing in it is a mention, a link or markup. */
export const plain = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: truncate(oneLine(cleanText(text)), max) || ' ',
  emoji: false,
});

export const section = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });

export const context = (...lines: string[]): ContextBlock => ({
  type: 'context',
  elements: lines.slice(0, limits.contextElements).map((line) => mrkdwn(line)),
});

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, limits.header) });

/** Look-alikes of the marks that make text bold, italic, struck or code. */
const lookAlikes: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Marks stay within a word ("in_stock"), where they mark nothing. */
const withoutMarks = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (mark) => lookAlikes[mark] ?? mark);

/** Foreign text on one line without any markup, cut before escaping so that no entity is cut in half. */
export const inline = (text: string, max = 300): string =>
  escapeMrkdwn(withoutMarks(truncate(oneLine(cleanText(text)), max)));

/** Foreign text in bold. An asterisk inside would end it, so it becomes a look-alike. */
export const bold = (text: string, max = 300): string => `*${inline(text, max).replaceAll('*', '∗')}*`;

/** Where a page is, as people write it: no scheme, no trailing slash, cut. Never a link: foreign links are not offered. */
export const shortUrl = (url: string, max = 80): string =>
  escapeMrkdwn(truncate(oneLine(url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')), max));
