import { oneLine, truncate } from '../../../kit/text.ts';

export interface Said {
  author: string;
  text: string;
  ts: string;
}

export interface PickedSentence extends Said {
  heading: 'Decided' | 'To do' | 'Open' | 'Said';
}

const decided =
  /\b(?:we(?:'ve| have)? (?:decided|agreed|settled)|decision|let['’]?s (?:go with|do|use|ship|keep|drop|not)|agreed[.:,!]|we(?:['’]ll| will| are going to) (?:go with|use|ship|keep|drop|stick)|go(?:ing)? (?:with|ahead)|approved|signed off)\b/i;
const toDo =
  /\b(?:I(?:['’]ll| will| can take| am going to)|(?:can|could|would|will) you|please|needs? to|has to|must|todo|to do:|action:|take care of|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|by (?:tomorrow|end of|eod|eow)|deadline)\b/i;
const figures = /[$€£¥]\s?\d|\d\s?%|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b|\b\d+(?:[.,]\d+)+\b|\b\d{2,}\b/;
const mostOfHeading = 5;
const least = 12;

/**
 * The sentences of a thread that carry a decision, a promise or request, an open question or figures, as they were
 * written, oldest first. A question is open when the last word in the thread is the asker's or nobody else's.
 */
export function pickSentences(messages: readonly Said[]): PickedSentence[] {
  const picked = messages.flatMap((message, at) =>
    sentencesOf(message.text).flatMap((text): PickedSentence[] => {
      const heading = headingOf(text, messages.slice(at + 1), message.author);
      return heading ? [{ ...message, text, heading }] : [];
    }),
  );
  const counts = new Map<string, number>();
  return picked.filter(({ heading }) => {
    const count = (counts.get(heading) ?? 0) + 1;
    counts.set(heading, count);
    return count <= mostOfHeading;
  });
}

function headingOf(text: string, later: readonly Said[], author: string): PickedSentence['heading'] | null {
  const asks = /\?\s*$/.test(text);
  if (!asks && decided.test(text)) return 'Decided';
  if (toDo.test(text)) return 'To do';
  if (asks) return later.some((one) => one.author !== author) ? null : 'Open';
  return figures.test(text) ? 'Said' : null;
}

const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.!?])\s+(?=\p{Lu}|\d|["“])/u)
    .map((one) => truncate(oneLine(one), 280))
    .filter((one) => one.length >= least);
