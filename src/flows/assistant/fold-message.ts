import { cleanText, oneLine } from '../../kit/text.ts';

/** A message ready to be understood. */
export interface Message {
  /** One clean line in the person's spelling, without the mention of the app at its beginning. */
  text: string;
  /** The same without politeness at either end and without closing punctuation: names keep their capitals. */
  said: string;
  /** `said` in lower case. */
  plain: string;
}

const politeStart =
  /^(?:(?:hey|hi|hello|ok|okay|yo|so|well|um|and|now|thanks|thank you|@?lookout)\b[\s,:!.-]*|please\b[\s,]*|pls\b[\s,]*|(?:can|could|would|will) you (?:please |kindly )?|kindly |just |i(?:'d| would) like you to |i (?:want|need) you to )+/i;
const politeEnd =
  /(?:[\s,.!?;:)]+|\b(?:please|pls|thanks|thank you|thx|ty|now then|for me|for us|lookout)\b)+$/i;

/** Slack's mentions at the beginning ("<@U1>", "@Lookout") say to whom, not what. */
const leadingMention = /^(?:\s*(?:<@[UW][A-Z0-9]+(?:\|[^>]*)?>|@lookout\b)[\s,:]*)+/i;

export function foldMessage(message: string): Message {
  const text = oneLine(cleanText(message).replace(leadingMention, ''));
  const straight = text.replace(/[’‘`]/g, "'");
  const bare = straight.replace(politeStart, '').replace(politeEnd, '').trim();
  // A message that is nothing but politeness keeps its words, to be answered as such.
  const said = bare === '' ? straight.replace(/[\s.!]+$/, '') : bare;
  return { text, said, plain: said.toLowerCase() };
}
