import { oneLine } from '../../../kit/text.ts';
import { type ReadFile, RedactionFailed } from '../prepare-meeting.ts';
import { createRedactor, type RedactionChoice } from '../redact/redact.ts';
import type { BlockShape } from './block-shape.ts';
import { isHeading } from './outline.ts';
import { type PageFile, readPage } from './page-file.ts';

/**
 * A page as its blocks, with what is private hidden. The speaker of a block is the heading it stands under.
 *
 * @throws LookoutError `bad_input` for what is no page; `RedactionFailed` when a rule failed
 */
export function preparePage(bytes: Uint8Array, rules: RedactionChoice): ReadFile {
  const page = readPage(bytes);
  try {
    return hideFigures(page, rules);
  } catch (cause) {
    throw new RedactionFailed('a page could not be checked for private figures', { cause });
  }
}

function hideFigures(page: PageFile, rules: RedactionChoice): ReadFile {
  const redactor = createRedactor({ rules });
  let heading = '';
  const turns = page.blocks.map(({ text: words, url, kind }, i) => {
    const text = redactor.redact(words);
    const turn = { i, speaker: heading, text, url };
    if (isHeading(kind)) heading = oneLine(text);
    return turn;
  });
  return {
    turns,
    title: oneLine(redactor.redact(page.title)) || 'Untitled',
    heldAt: null,
    participants: [],
    report: {
      format: 'Notion',
      turns: turns.length,
      speakers: [],
      spanMs: null,
      words: turns.reduce((sum, { text }) => sum + text.split(/\s+/).filter(Boolean).length, 0),
      notUnderstood: [],
      ...(page.cut ? { cut: true } : {}),
    },
    receipt: redactor.receipt(),
    shapes: page.blocks.map(({ kind, depth, done }): BlockShape => ({ kind, depth, done: done ?? false })),
  };
}
