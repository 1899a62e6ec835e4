import type { KnownBlock } from '@slack/types';
import { truncate } from '../../../kit/text.ts';
import type { SlackMessage } from '../web-client.ts';
import { type CitedLine, type CitedPassage, citedLine, inSections, smallPassages } from './passages.ts';
import { bold, context, header, inline, limits } from './text.ts';

/** A short report to show; the contract's Brief fits, with addresses beside its passages. */
export interface ShownBrief {
  title: string;
  sections: readonly { heading: string; lines: readonly CitedLine[] }[];
  passages: readonly CitedPassage[];
  by: 'rules' | 'model';
  empty: string | null;
  /** Why this message comes and how it is ended; null where somebody asked for it. */
  why: string | null;
}

const mostLines = 12;

export function briefMessage(brief: ShownBrief): SlackMessage {
  const body: KnownBlock[] =
    brief.empty === null
      ? [...brief.sections.flatMap(sectionBlocks), ...smallPassages(brief.passages, allLines(brief))]
      : inSections([inline(brief.empty)]);
  const why = brief.why === null ? [] : [context(brief.why)];
  const room = limits.messageBlocks - 1 - why.length;
  return {
    text: truncate(
      `${inline(brief.title)}: ${brief.empty === null ? headings(brief) : inline(brief.empty)}`,
      3_000,
    ),
    blocks: [header(brief.title), ...body.slice(0, room), ...why],
  };
}

const allLines = ({ sections }: ShownBrief): CitedLine[] => sections.flatMap(({ lines }) => [...lines]);

const headings = ({ sections }: ShownBrief): string =>
  sections.map(({ heading, lines }) => `${inline(heading, 150)} (${lines.length})`).join(', ');

function sectionBlocks({ heading, lines }: ShownBrief['sections'][number]): KnownBlock[] {
  if (lines.length === 0) return [];
  const left = lines.length - mostLines;
  return inSections([
    bold(heading, 150),
    ...lines.slice(0, mostLines).map((line) => `• ${citedLine(line, 400)}`),
    ...(left > 0 ? [`… and ${left} more`] : []),
  ]);
}
