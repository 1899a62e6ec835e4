import { canonicalUrl } from './canonical-url.ts';

/** An address written in a text. */
export interface FoundUrl {
  url: string;
  /** Only a name ("openai.com"): a site to look through rather than a page. */
  isDomain: boolean;
  /** Where it stands, in UTF-16 units; Slack's angle brackets belong to it. */
  start: number;
  end: number;
}

/** Endings that are far more often files or code than sites, when nothing follows the name. */
const fileEndings = new Set('js ts jsx tsx py rb md cs cc sh rs ps pl so vb mm hs'.split(' '));
const genericEndings = new Set(
  'com org net edu gov mil int info biz name pro dev app cloud tech site online store shop blog news xyz page live world today agency design digital email software systems tools academy games wiki health care jobs careers museum travel studio space social network finance bank capital example test local localhost internal'.split(
    ' ',
  ),
);

const bracketed = '<(?<slack>https?:\\/\\/[^\\s<>|]+)(?:\\|[^<>]*)?>';
const schemed = '(?<schemed>https?:\\/\\/[^\\s<>"“”|`]+)';
const host = '(?:[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?\\.)+[\\p{L}]{2,24}';
const local = '(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[\\da-f:]+\\])';
const bare = `(?<bare>(?:${host}(?::\\d{2,5})?|${local}:\\d{2,5})(?:[/?#][^\\s<>"“”|\`]*)?)`;
const pattern = new RegExp(`${bracketed}|${schemed}|(?<![\\p{L}\\d@._/:-])${bare}(?![\\p{L}\\d@])`, 'giu');

/**
 * Every web address of a text, in order and canonical: with a scheme, in Slack's brackets, or without
 * ("openai.com/pricing"). Punctuation of the sentence is not part of it; mail addresses are none.
 */
export function findUrls(text: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  for (const match of text.matchAll(pattern)) {
    const { slack, schemed: written, bare: named } = match.groups ?? {};
    const raw = slack ? slack.replaceAll('&amp;', '&') : trimPunctuation(written ?? named ?? '');
    if (named && !looksLikeSite(raw)) continue;
    const url = canonicalUrl(named ? `${schemeFor(raw)}${raw}` : raw);
    if (!url) continue;
    found.push({
      url,
      isDomain: named !== undefined && !/[/?#:]/.test(raw),
      start: match.index,
      end: match.index + (slack ? match[0].length : raw.length),
    });
  }
  return found;
}

/** The text with its addresses taken out and white space folded. */
export function withoutUrls(text: string): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of findUrls(text)) {
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return `${rest}${text.slice(from)}`.replace(/\s+/g, ' ').trim();
}

/** Machines of one's own speak plain HTTP; the web speaks HTTPS. */
const schemeFor = (raw: string) => (new RegExp(`^${local}:`, 'iu').test(raw) ? 'http://' : 'https://');

function looksLikeSite(raw: string): boolean {
  if (new RegExp(`^${local}:`, 'iu').test(raw)) return true;
  const ending = /\.([\p{L}]+)(?::\d+)?(?:[/?#]|$)/u.exec(raw)?.[1]?.toLowerCase() ?? '';
  const hasPath = /[/?#]/.test(raw);
  if (genericEndings.has(ending)) return true;
  return ending.length === 2 && (hasPath || !fileEndings.has(ending));
}

function trimPunctuation(raw: string): string {
  for (;;) {
    const trimmed = raw.replace(/(?:[.,;:!?'"*_~’”»…]|&gt;)+$/u, '');
    const last = trimmed.at(-1);
    const open = last === ')' ? '(' : last === ']' ? '[' : last === '}' ? '{' : undefined;
    const unbalanced = open !== undefined && trimmed.split(open).length < trimmed.split(last ?? '').length;
    if (!unbalanced && trimmed === raw) return raw;
    raw = unbalanced ? trimmed.slice(0, -1) : trimmed;
  }
}
