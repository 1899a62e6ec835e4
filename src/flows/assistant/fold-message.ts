import { cleanText, oneLine } from '../../kit/text.ts';

/** A message ready to be understood. */
export interface Message {
  /** One clean line in the person's spelling, without the mention of the app at its beginning. */
  text: string;
  /** Lower case, straight apostrophes, no closing punctuation, no politeness at either end. */
  plain: string;
}

const politeStart =
  /^(?:(?:hey|hi|hello|ok|okay|yo|so|well|um|and|now|thanks|thank you|@?lookout)\b[\s,:!.-]*|please\b[\s,]*|pls\b[\s,]*|(?:can|could|would|will) you (?:please |kindly )?|kindly |just |i(?:'d| would) like you to |i (?:want|need) you to )+/;
const politeEnd =
  /(?:[\s,.!?;:)]+|\b(?:please|pls|thanks|thank you|thx|ty|now then|for me|for us|lookout)\b)+$/;

/** Slack's mentions at the beginning ("<@U1>", "@Lookout") say to whom, not what. */
const leadingMention = /^(?:\s*(?:<@[UW][A-Z0-9]+(?:\|[^>]*)?>|@lookout\b)[\s,:]*)+/i;

export function foldMessage(message: string): Message {
  const text = oneLine(cleanText(message).replace(leadingMention, ''));
  const lower = text.toLowerCase().replace(/[’‘`]/g, "'");
  const plain = lower.replace(politeStart, '').replace(politeEnd, '').trim();
  // A message that is nothing but politeness keeps its words, to be answered as such.
  return { text, plain: plain === '' ? lower.replace(/[\s.!]+$/, '') : plain };
}
