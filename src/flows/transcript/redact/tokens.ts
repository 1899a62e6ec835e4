/** A number, a word, a currency or percent sign, or one other character. */
export interface Token {
  kind: 'number' | 'word' | 'sign' | 'other';
  /** Lower case. */
  text: string;
  start: number;
  end: number;
  /** Nothing stands between this token and the one before. */
  glued: boolean;
  /** Number of the sentence it stands in. */
  sentence: number;
}

export interface Sentences {
  tokens: readonly Token[];
  /** For each sentence: whether it is a question, and how many words and numbers it has. */
  sentences: readonly { asks: boolean; words: number }[];
}

const grouped = String.raw`\p{Nd}{1,3}(?:[\u00A0\u202F\u2009 '’.,]\p{Nd}{3})+(?!\p{Nd})(?:[.,]\p{Nd}{1,2}(?!\p{Nd}))?`;
const plain = String.raw`\p{Nd}+(?:[.,]\p{Nd}+)*`;
const word = String.raw`\p{L}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*`;
const pattern = new RegExp(String.raw`(${grouped}|${plain})|(${word})|(\p{Sc}|[%‰٪％])|(\S)`, 'gu');

/** Divides a text into tokens and sentences, in one pass. */
export function tokenize(text: string): Sentences {
  const tokens: Token[] = [];
  const sentences = [{ asks: false, words: 0 }];
  let end = -1;
  for (const match of text.matchAll(pattern)) {
    const kind = match[1] ? 'number' : match[2] ? 'word' : match[3] ? 'sign' : 'other';
    const ends =
      kind === 'other' &&
      /[.!?…。！？؟;\n]/.test(match[0]) &&
      /^(?:\s|["'”’»)]|$)/.test(text.slice(match.index + 1, match.index + 2));
    const current = sentences.at(-1);
    if (current && (kind === 'word' || kind === 'number')) current.words += 1;
    if (current && /[?？؟]/.test(match[0])) current.asks = true;
    tokens.push({
      kind,
      text: match[0].toLowerCase(),
      start: match.index,
      end: match.index + match[0].length,
      glued: match.index === end,
      sentence: sentences.length - 1,
    });
    end = match.index + match[0].length;
    if (ends) sentences.push({ asks: false, words: 0 });
  }
  return { tokens, sentences };
}
