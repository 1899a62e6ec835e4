/** Words meant for whatever reads the transcript rather than for people in the meeting. */
const toMachines =
  /(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |these )?(?:previous|prior|above|earlier) (?:instructions|messages|rules|prompts?)|^\W*(?:system|assistant|user|developer)\s*:|\boutput (?:exactly|only)\b|\byou are (?:now )?(?:an? )?(?:ai|assistant|language model)\b|\b(?:note|message|instructions?) (?:to|for) (?:the )?(?:ai|assistant|model|bot|note ?taker)\b|[{}]|<[^>]+[|>]/i;

/** Whether a sentence speaks to the software that reads the transcript; such a sentence is no item of anybody's. */
export const addressesMachine = (sentence: string): boolean => toMachines.test(sentence);
