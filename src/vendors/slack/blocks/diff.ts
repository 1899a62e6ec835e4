import type { KnownBlock, RichTextBlock, RichTextSection, RichTextText } from '@slack/types';
import { cleanText, plural, truncate } from '../../../kit/text.ts';
import { dateToken } from './dates.ts';
import { context, inline, section, shortUrl } from './text.ts';

/** One difference; the contract's Hunk fits. */
export interface HunkShape {
  path: readonly string[];
  label?: string | undefined;
  before?: string | undefined;
  after?: string | undefined;
  noise?: string | undefined;
  furniture: boolean;
}

export interface ChangeShape {
  url: string;
  detectedAt: string;
  hunks: readonly HunkShape[];
}

/** A modal takes 100 blocks; three of them stand around the hunks, each hunk is two. */
const mostHunks = 40;
/** Keeps the whole view well under Slack's 250 KB even when every hunk is full. */
const quoteMax = 900;

/** Before and after of every difference, what matters first, then "and 14 more". */
export function diffBlocks(changes: readonly ChangeShape[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let left = mostHunks;
  let hidden = 0;
  for (const change of changes) {
    const hunks = change.hunks
      .filter((hunk) => !hunk.noise)
      .toSorted((a, b) => Number(a.furniture) - Number(b.furniture));
    const shown = hunks.slice(0, left);
    left -= shown.length;
    hidden += hunks.length - shown.length;
    if (shown.length === 0) continue;
    blocks.push(context(`${shortUrl(change.url)} · ${dateToken(change.detectedAt)}`));
    for (const hunk of shown) blocks.push(...hunkBlocks(hunk));
  }
  if (hidden > 0) blocks.push(context(`and ${plural(hidden, 'more difference')}`));
  return blocks.length > 0 ? blocks : [section('Nothing on the page differs any more.')];
}

function hunkBlocks(hunk: HunkShape): KnownBlock[] {
  const where = [...hunk.path, ...(hunk.label ? [hunk.label] : [])]
    .map((part) => inline(part, 80))
    .join(' › ');
  return [...(where ? [context(where)] : []), quotes(hunk)] satisfies KnownBlock[];
}

/** Rich text takes foreign words as they are: nothing in them can become a mention or a link. */
function quotes(hunk: HunkShape): RichTextBlock {
  const lines: RichTextSection[] = [];
  if (hunk.before !== undefined) lines.push(quote('before', hunk.before, { strike: true }));
  if (hunk.after !== undefined) lines.push(quote('after', hunk.after, { bold: true }));
  return { type: 'rich_text', elements: lines.length > 0 ? lines : [quote('moved', ' ', {})] };
}

function quote(name: string, words: string, style: NonNullable<RichTextText['style']>): RichTextSection {
  const text = truncate(cleanText(words), quoteMax) || ' ';
  return {
    type: 'rich_text_section',
    elements: [
      { type: 'text', text: `${name} │ `, style: { code: true } },
      { type: 'text', text, style },
    ],
  };
}
