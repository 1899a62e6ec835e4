import { findUrls } from '../../../kit/find-urls.ts';
import { oneLine, truncate } from '../../../kit/text.ts';
import { tidySpeech } from './tidy-speech.ts';
import { deliverable } from './verbs.ts';

export interface TitleInput {
  /** What is to be done, verb first. */
  task: string;
  speaker: string;
  /** Who was spoken to, when that is clear. */
  addressee: string;
  dueSpoken: string | null;
  /** What was said before, latest last; for "it" and "that". */
  context: readonly string[];
  /** Where the verb stands last, a date stands in the middle and leaves it without harm. */
  verbLast: boolean;
}

/** An issue's title is read in lists; longer ones are cut there anyway. */
const longestTitle = 120;

/** Where a sentence goes on about something else. */
const goesOn =
  /[,;:]? (?:because|since|so that|so (?:i|we|you|it|that|then)|but|although|though|which|and (?:i|we|you|he|she|they|it|that|then|how|what|first of all)|let (?:us|me)|(?:that|this|it) (?:would|will|is|should)|if|unless|you know|i (?:think|guess|mean|suppose)|is that (?:right|okay)|as (?:we|i|you) (?:said|discussed|talked))\b/gi;
/** What cannot end a title: the words after it belong to it. "Tell them when it is repaired". */
const dangling =
  /\b(?:when|how|what|whether|where|why|who|whose|which|until|till|once|after|before|that|than|as|while|if|because|and|or|to|of|for|with|from|by|in|on|at|about|the|a|an)$/i;
const leading =
  /^(?:(?:probably|maybe|perhaps|just|also|hopefully|try to|try and|aussi|auch|noch|ook|también|anche|também|ancora|même|bitte)[, ]+)+/i;
const trailing =
  /(?:[,\s]+(?:then|okay|ok|right|please|too|as well|also|though|anyway|again|and|or|so|um|uh|maybe|perhaps|probably|hopefully|aussi|auch|ook|también|anche|também|for (?:me|us)|if (?:possible|you can|you could)))+$/i;

/** An imperative that can stand alone: verb first, people by name, no filler, the date left to its field. */
export function writeTitle({ task, speaker, addressee, dueSpoken, context, verbLast }: TitleInput): string {
  let title = withoutAddresses(tidySpeech(task))
    .replace(/["<>{}]/g, '')
    .replace(leading, '');
  title = upToNextThought(title);
  title = withoutDue(title.replace(/[.?!…,;:\s]+$/, ''), dueSpoken, verbLast);
  title = title.replace(trailing, '').replace(/[.?!…,;:\s]+$/, '');
  title = namePeople(title, { speaker, addressee });
  title = resolveObject(title, context);
  return truncate(oneLine(title.charAt(0).toUpperCase() + title.slice(1)), longestTitle);
}

/** What was said chooses no link: an address goes, with the words that lead to it and end up leading nowhere. */
function withoutAddresses(task: string): string {
  let left = task;
  for (const { start, end } of findUrls(task).toReversed()) {
    const rest = left.slice(end);
    const without = oneLine(`${left.slice(0, start).replace(leadsToAddress, '')} ${rest}`).replace(joins, '');
    left = /\p{L}/u.test(without) ? without : oneLine(`${left.slice(0, start)} the link ${rest}`);
  }
  return left;
}

const joins = /^(?:and|then|and then)\s+/i;
const leadsToAddress =
  /[\s,;:(–—-]*(?:\b(?:see|look at|visit|open|go to|click|click on|use|under|via|at|on|from|here|the link)\b[\s:]*)*[\s,;:(–—-]*$/i;

/** Cut where the sentence goes on about something else, if what is left can stand. */
function upToNextThought(task: string): string {
  for (const { index } of task.matchAll(goesOn)) {
    const before = task.slice(0, index);
    if (before.split(' ').length >= 3 && !dangling.test(before)) return before;
  }
  return task;
}

function withoutDue(title: string, dueSpoken: string | null, anywhere: boolean): string {
  if (!dueSpoken) return title;
  const at = title.toLowerCase().lastIndexOf(dueSpoken.toLowerCase());
  if (anywhere && at >= 0) return oneLine(`${title.slice(0, at)} ${title.slice(at + dueSpoken.length)}`);
  if (at < 3) return title;
  const rest = title.slice(at + dueSpoken.length);
  // Only a date at the end: inside, the sentence would fall apart.
  return /^[\s,.]*(?:morning|afternoon|evening|latest|at the latest)?[\s,.]*$/i.test(rest)
    ? title.slice(0, at).trim()
    : title;
}

function namePeople(title: string, { speaker, addressee }: { speaker: string; addressee: string }): string {
  let named = title;
  if (speaker !== '')
    named = named.replace(
      /\b(to|for|with|from|send|give|tell|help|cc|email|call|let) me\b/gi,
      `$1 ${speaker}`,
    );
  if (addressee !== '')
    named = named.replace(
      /\b(to|for|with|from|send|give|get|tell|help|cc|email|call|let) you\b/gi,
      `$1 ${addressee}`,
    );
  return named
    .replace(/\b(send|give|tell|show|to|for|with) us\b/gi, '$1 the team')
    .replace(/\b(send|give|get|tell|show|email) you(?: guys| all)? (?=(?:the|a|an|my|our|some)\b)/gi, '$1 ')
    .replace(/\b(?:my|your) (?=\p{L})/giu, 'the ')
    .replace(/\bthe own\b/gi, 'own');
}

const object =
  /^(\p{L}+(?: (?:up|out|off|on|over|into|at|with|after|to|care of|for))?) (it|that|this|those)(?=$| (?:to|by|on|with|for|before|after|until|from|in|at|and|over|up|out|together|tomorrow|today|next)\b)/u;
const nounPhrase = /\b(?:the|our|your|my|a|an|this|that|these|those) ((?:[\p{L}\p{N}'’-]+ ?){1,5})/giu;
const endsPhrase =
  /\b(?:is|are|was|were|will|would|can|could|should|must|has|have|had|does|do|did|that|which|who|and|or|but|so|because|if|when|for|to|in|on|at|by|with|from|as|than|then|be|not|i|you|we|he|she|they|it|before|after|until|about|wants?|needs?|says?|said|asks?|asked|looks?|works?|goes|comes|gets?|takes?|makes?|shows?)\b.*$/i;

/** "Fix it" -> "Fix the login test", when what was said just before names one thing last. */
function resolveObject(title: string, context: readonly string[]): string {
  const match = object.exec(title);
  if (!match?.[1]) return title;
  for (const said of context.toReversed()) {
    const phrases = [...said.matchAll(nounPhrase)]
      .map((found) =>
        found[0]
          .replace(/^(\S+) /, '')
          .replace(endsPhrase, '')
          .trim(),
      )
      .filter(
        (phrase) =>
          phrase.length > 2 &&
          (match[2] !== 'those' || phrase.endsWith('s')) &&
          !/^(?:thing|one|way|time|lot|bit|moment|point|same|other|first|last|end|idea)s?$/i.test(phrase),
      );
    const phrase = phrases.at(-1);
    // One word alone is too often the wrong one, unless it is a thing that work is done on.
    if (phrase && (phrase.includes(' ') || deliverable.test(phrase)))
      return `${match[1]} the ${phrase}${title.slice(match[0].length)}`;
  }
  return title;
}
