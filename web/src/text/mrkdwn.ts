import { parseAngle } from './angle-token.ts';
import { decodeEntities } from './entities.ts';
import type { Inline } from './inline.ts';

type MrkdwnPart =
  | { kind: 'paragraph' | 'quote'; children: Inline[] }
  | { kind: 'preformatted'; text: string };

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

/** The closing mark of a span that opens at `from - 1`, stepping over links and code; -1 without one. */
function findClosing(source: string, from: number, mark: string): number {
  for (let at = from; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\n') return -1;
    if (char === '<' || (char === '`' && mark !== '`')) {
      const end = source.indexOf(char === '<' ? '>' : '`', at + 1);
      if (end > at) at = end;
      continue;
    }
    const before = source[at - 1];
    if (char === mark && at > from && before !== ' ' && before !== mark && !isWord(source[at + 1])) return at;
  }
  return -1;
}

function bareUrl(source: string, at: number): string | undefined {
  if (isWord(source[at - 1])) return undefined;
  const found = /^https?:\/\/[^\s<>|]+/.exec(source.slice(at))?.[0];
  return found?.replace(/[.,;:!?)*_~'"`]+$/, '');
}

/** Parses one run of Slack's mrkdwn (no quotes or fences) into a tree; text comes out unescaped. */
export function parseInline(source: string): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain) out.push({ kind: 'text', text: decodeEntities(plain) });
    plain = '';
  };
  const push = (node: Inline) => {
    flush();
    out.push(node);
  };
  for (let at = 0; at < source.length; ) {
    const char = source[at] ?? '';
    if (char === '<') {
      const end = source.indexOf('>', at);
      const token = end > at ? parseAngle(source.slice(at + 1, end)) : undefined;
      if (token) {
        push(token);
        at = end + 1;
        continue;
      }
    } else if (char === '`') {
      const end = findClosing(source, at + 1, '`');
      if (end > 0) {
        push({ kind: 'code', text: decodeEntities(source.slice(at + 1, end)) });
        at = end + 1;
        continue;
      }
    } else if (char === '*' || char === '_' || char === '~') {
      const next = source[at + 1];
      const opens = !isWord(source[at - 1]) && next !== undefined && !/\s/.test(next) && next !== char;
      const end = opens ? findClosing(source, at + 1, char) : -1;
      if (end > 0) {
        push({ kind: STYLES[char], children: parseInline(source.slice(at + 1, end)) });
        at = end + 1;
        continue;
      }
    } else if (char === ':') {
      const name = /^:([a-z0-9_+'-]+):/.exec(source.slice(at, at + 60))?.[1];
      if (name && !isWord(source[at - 1]) && /[a-z+-]/.test(name)) {
        push({ kind: 'emoji', name });
        at += name.length + 2;
        continue;
      }
    } else if (char === 'h') {
      const url = bareUrl(source, at);
      if (url) {
        push({ kind: 'link', url: decodeEntities(url), label: decodeEntities(url) });
        at += url.length;
        continue;
      }
    }
    plain += char;
    at += 1;
  }
  flush();
  return out;
}

function parseLines(source: string): MrkdwnPart[] {
  const parts: MrkdwnPart[] = [];
  let lines: string[] = [];
  let quoting = false;
  const flush = () => {
    const text = lines.join('\n').replace(/^\n+|\n+$/g, '');
    if (text.trim() !== '')
      parts.push({ kind: quoting ? 'quote' : 'paragraph', children: parseInline(text) });
    lines = [];
  };
  for (const line of source.split('\n')) {
    const quote = /^(?:&gt;|>) ?/.exec(line);
    if (Boolean(quote) !== quoting) {
      flush();
      quoting = Boolean(quote);
    }
    lines.push(quote ? line.slice(quote[0].length) : line);
  }
  flush();
  return parts;
}

/** Parses a whole mrkdwn text: fenced code, quotes and paragraphs. Never throws. */
export function parseMrkdwn(source: string): MrkdwnPart[] {
  const parts: MrkdwnPart[] = [];
  source.split('```').forEach((piece, index, all) => {
    const unclosed = index === all.length - 1 && index % 2 === 1;
    if (index % 2 === 1 && !unclosed) {
      parts.push({ kind: 'preformatted', text: decodeEntities(piece.replace(/^\n|\n$/g, '')) });
    } else {
      const text = (unclosed ? `\`\`\`${piece}` : piece).replace(index > 0 ? /^\n/ : /^$/, '');
      parts.push(...parseLines(text));
    }
  });
  return parts;
}
