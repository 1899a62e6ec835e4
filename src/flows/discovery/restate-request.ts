import { shortUrl } from '../../kit/canonical-url.ts';
import { findUrls } from '../../kit/find-urls.ts';
import { oneLine, truncate } from '../../kit/text.ts';

const opener =
  /^(?:(?:hey|hi|hello|ok|okay|so|please|pls|lookout|thanks)\b[\s,!.:]*|(?:can|could|would|will) you (?:please |kindly )?|i(?:'d| would) like (?:you )?to |i (?:want|need) (?:you )?to |we (?:want|need) to )+/i;
const tellVerb =
  /^(?:(?:tell|let|notify|alert|inform|ping|warn|message|remind|update|email|dm)\s+(?:me|us|him|her|them|everyone|the team|here|@\S+|<@\w+>)(?:\s+know)?|know|be (?:told|notified|alerted|informed)|hear|say something|post here|speak up|notify|alert|watch|monitor|track|check|look)(?:\s+about it)?\b[\s,:]*/i;
const watchVerb =
  /^(?:(?:watch|monitor|track|follow|observe|check|subscribe to|look for|look out for|stay on top of|keep (?:an |a close )?(?:eye|eyes|watch|tabs|track) (?:on|of)|keep (?:me|us) (?:posted|updated|informed)(?: on| about| of)?|(?:tell|notify|alert|inform|update|ping|warn|message|remind|email|dm) (?:me|us|everyone|the team)(?: about| of| on)?|let (?:me|us) know(?: about| of)?|hear about|know about|any)\b\s*(?:out\s+)?)+/i;
const joint = /\b(whenever|when|if|whether|as soon as|once|the moment|every time|each time|any time)\b\s*/i;
const tellTail =
  /[,;]?\s*(?:then\s+|and\s+|please\s+)*(?:(?:tell|let|notify|alert|inform|ping|warn|message)\s+(?:me|us|everyone|the team)(?:\s+know)?|say something|shout)\b.*$/i;
const dangling =
  /(?:\s+(?:on|at|in|from|of|for|to|by|via|under|over|see|here|page|the page|this page|the site|site|and|or|with))+$/i;
const politeTail = /(?:[\s,.;:!?()[\]-]+|\b(?:please|pls|thanks|thank you)\b)+$/i;

/** The person's words turned to face them: "my order" is "your order" when Lookout says it. */
const turned: [RegExp, string][] = [
  [/\bmy\b/gi, 'your'],
  [/\bour\b/gi, 'your'],
  [/\bmine\b/gi, 'yours'],
  [/\b(?:I|we) am\b/gi, 'you are'],
  [/\b(?:I'm|we're)\b/gi, 'you are'],
  [/\b(?:I|we|me|us)\b/gi, 'you'],
];

export interface Restated {
  /** What is waited for, without who is told and where: "the Pro plan's price changes". */
  clause: string;
  /** "Tell you when the Pro plan's price changes". */
  intent: string;
}

const trim = (text: string): string => {
  let trimmed = text.replace(politeTail, '');
  while (dangling.test(trimmed) || politeTail.test(trimmed))
    trimmed = trimmed.replace(dangling, '').replace(politeTail, '');
  return trimmed;
};

/** The request as what Lookout will do. `pages` are those it names: what "it" is when nothing else is said. */
export function restateRequest(request: string, pages: readonly string[]): Restated {
  const words = trim(
    oneLine(nameUrls(request).replace(/[’‘]/g, "'")).replace(opener, '').replaceAll('!', ''),
  );
  const page =
    pages.length === 0 ? 'the page' : pages.length === 1 ? shortUrl(pages[0] ?? '') : 'one of these pages';
  const first = joint.exec(words);
  const told = first ? words.slice(0, first.index).replace(tellVerb, '').trim() : '';
  if (first && isLead(words.slice(0, first.index))) {
    const rest = trim(words.slice(first.index + first[0].length).replace(tellTail, ''));
    const clause = withSubject(rest, told, page);
    return said(clause, jointOf(first[1] ?? 'when'));
  }
  const object = trim(words.replace(watchVerb, '')).replace(
    /^(?:for |on |about |of )?(?:a |an )(?=new\b)/i,
    '',
  );
  const added = /^(?:for |about |of |on )?(?:any |all |the )?((?:new|next|latest|upcoming)\b.*)$/i.exec(
    object,
  );
  if (added?.[1]) return said(`there ${isPlural(added[1]) ? 'are' : 'is a'} ${added[1]}`, 'when');
  const forChanges = object
    .replace(/^(?:for |the |any )*(?:changes?|updates?)\b(?:\s+(?:on|to|in|of|at))?\s*/i, '')
    .replace(/\s+for (?:any )?(?:changes|updates)$/i, '');
  const subject = trim(forChanges.replace(/^(?:for|about|of|on|at|the page|this page|page|it|this)\s+/i, ''));
  if (
    subject === '' ||
    /^(?:it|this|that|the page|page|this page|the site|something|anything|changes?)$/i.test(subject)
  )
    return said(`${page} changes`, 'when');
  if (/^(?:the |any )?(?:latest )?news\b/i.test(subject)) return said(`there is ${subject}`, 'when');
  return said(
    /\b(?:changes?|drops?|falls?|rises?|is|are|gets|goes)\b/i.test(subject)
      ? subject
      : `${subject} ${isPlural(subject) ? 'change' : 'changes'}`,
    'when',
  );
}

const verbNext =
  /^\s+(?:changes?|says?|mentions?|is|are|gets?|goes|drops?|falls?|updates?|no longer|doesn't|adds?|removes?|shows?|lists?|has|costs?|comes?|opens?|releases?|publishes|posts?)\b/i;

/** Addresses taken out, with the "on" before them; one that is itself the subject ("… says …") is named shortly. */
function nameUrls(request: string): string {
  let text = request;
  for (const { url, start, end } of findUrls(request).reverse()) {
    const before = text.slice(0, start);
    const after = text.slice(end);
    const place = /(?:\s+(?:on|at|in|from|of|for|via|under|to))\s*$/i.exec(before);
    const isSubject = !place && verbNext.test(after);
    text = isSubject
      ? `${before}${shortUrl(url)}${after}`
      : `${place ? before.slice(0, place.index) : before} ${after}`;
  }
  return text;
}

/** Whether what stands before "when" only asks to be told; "the page where it says when …" does not. */
const isLead = (before: string): boolean => {
  const rest = before.replace(tellTail, '').replace(tellVerb, '').replace(watchVerb, '').trim();
  return rest.split(/\s+/).filter(Boolean).length <= 8;
};

function withSubject(rest: string, told: string, page: string): string {
  // "watch the Pro plan and tell me when it changes": "it" is the Pro plan.
  const subject = trim(
    told
      .replace(watchVerb, '')
      .replace(tellTail, '')
      .replace(/^(?:on|at|of)\s+/i, '')
      .replace(/\band$/i, ''),
  );
  const it = subject === '' || /^(?:it|this|that|page|the page|and)$/i.test(subject) ? page : subject;
  if (rest === '') return `${it} changes`;
  return rest.replace(
    /^(?:it|this|that|the page|this page|something|anything)\b(?=\s+(?:changes?|is|was|gets?|drops?|goes|falls?|updates?|says|mentions|costs?|comes))/i,
    it,
  );
}

const jointOf = (word: string): string => {
  const lower = word.toLowerCase();
  return lower === 'if' || lower === 'whether' || lower === 'any time' ? 'when' : lower;
};

const isPlural = (subject: string): boolean => {
  const noun =
    subject
      .split(/\s+(?:of|on|at|in|for|from|about)\s+/i)[0]
      ?.split(' ')
      .at(-1) ?? '';
  return /[^su]s$/i.test(noun) && !/(?:news|status|pricing)$/i.test(noun);
};

function said(clause: string, joiner: string): Restated {
  const facing = turned.reduce((text, [pattern, word]) => text.replace(pattern, word), clause);
  const cut = truncate(oneLine(facing), 220);
  return { clause: cut, intent: `Tell you ${joiner} ${cut}` };
}
