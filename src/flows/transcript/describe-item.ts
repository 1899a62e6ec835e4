import type { ExtractedAction, Turn } from '../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';

/**
 * Markdown for the issue: what is to be done, and the words it stands on, with a link to the block where they stand on
 * a page. Foreign text cannot become a link.
 */
export function describeItem(action: ExtractedAction, turn: Turn | undefined, meetingTitle: string): string {
  const at = turn?.startMs === undefined ? [] : [formatTime(turn.startMs)];
  const source = [turn?.speaker, ...at, meetingTitle].filter((part) => part).map((part) => plain(part ?? ''));
  return [
    plainLines(action.description),
    `> ${truncate(plain(action.citation.quote), 2_000)}\n> — ${linked(source.join(', '), turn?.url)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .slice(0, 20_000);
}

/** Words that lead to where they stand, when that is an address of the web. */
const linked = (words: string, url: string | undefined): string =>
  url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    ? `[${words}](${new URL(url).href.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`
    : words;

const plainLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.startsWith('- ') ? `- ${plain(line.slice(2))}` : plain(line)))
    .filter((line) => line !== '')
    .join('\n');

const plain = (text: string): string =>
  oneLine(cleanText(text))
    .replace(/[\\`*_[\]<>#|~]/g, (sign) => `\\${sign}`)
    .replace(/:\/\//g, ':\\/\\/');

/** 761_000 -> "12:41". */
function formatTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
