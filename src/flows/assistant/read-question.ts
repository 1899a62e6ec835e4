import type { Message } from './fold-message.ts';

const asksOutright = /^(?:ask|question|q)\b[:,]?\s+(?<question>.{3,})$/i;
const asksToFind =
  /^(?:search(?: for)?|find(?: out)?(?! me a page)|look up|remind (?:me|us) (?:again )?(?:of |about |(?=what|who|when|why|how|where|which))|explain)\s+.{3,}$/i;
/** "Tell me what we decided": about what was, not about what will be. */
const asksWhatWas =
  /^(?:tell|show|remind) (?:me|us) (?:again )?(?:what|who|whom|whose|why|how|where|which|when)\b.*\b(?:did|was|were|had|decided|agreed|said|promised|discussed|talked|mentioned|planned|happened|concluded|reported|asked|wanted|raised|suggested|owns|is responsible|is doing)\b/i;
const questionWord =
  /^(?:what|what's|when|when's|where|where's|who|who's|whom|whose|which|why|how|how's|did|does|do (?:we|you know|they|i)|is there|are there|was|were|has|have|had|any(?:one|body|thing)|is|are)\b/i;
/** "When the price drops" waits for something; "when does it drop" asks. */
const whenAsks =
  /^when(?:'s| is| are| was| were| will| do| does| did| can| should| has| have| had| would)\b/i;

/** Whether the words ask something, by their form. */
export function isQuestion({ said, text }: Message): boolean {
  if (asksOutright.test(said) || asksToFind.test(said) || asksWhatWas.test(said)) return true;
  if (said.split(/\s+/).length < 2) return false;
  if (/^when\b/i.test(said)) return whenAsks.test(said);
  return questionWord.test(said) || /\?\s*$/.test(text);
}

/** "Ask: who owns billing" asks "who owns billing". */
export const questionOf = ({ said, text }: Message): string =>
  (asksOutright.exec(said)?.groups?.question ?? text).slice(0, 2_000);

/** Asked outright: about what was, or with "ask". No wish to be told later hides in it. */
export const asksPlainly = ({ said }: Message): boolean => asksOutright.test(said) || asksWhatWas.test(said);
