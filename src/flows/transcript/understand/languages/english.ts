import type { Cue, CueKind, Language, PeopleWords } from '../cues.ts';
import { baseForm, isWorkPhrase, neverVerbs, workVerbs } from '../verbs.ts';

const adverbs =
  '(?:(?:do is to|do is|also|just|then|quickly|definitely|certainly|probably|maybe|perhaps|still|actually|really|gladly|happily|personally|now|soon|even|only|first|basically|all|both|each|of course|please|try to|try and|go ahead and|go and|go|make sure to|have to|need to|be able to|like to|want to|start to) )*';
const you = 'you(?: guys| both| two| three| all| folks)?';

/** Subject (or none), cue, what follows. `not` inside tells a negated one. */
const patterns: readonly (readonly [CueKind, RegExp])[] = [
  [
    'request',
    /(?:^|, )(?:(?:maybe|so|and|it would be (?:great|good|nice)) )?if (?<subject>you) (?:could|can|would)(?: just| please| maybe| also)* /g,
  ],
  ['request', /\blet us (?:have|get|ask) (?<subject>[\p{L}'-]+) (?:to )?/gu],
  ['own-need', /\b(?<subject>i) am (?:also |still |currently )?(?!going\b)(?=\w+ing\b)/g],
  ['assign-you', /\b(?<subject>you) are (?:also |then )?(?!going\b)(?=\w+ing\b)/g],
  [
    'explicit',
    /\b(?:action items?|action points?|actions?|to-?dos?|tasks?)(?: (?:for|on) (?<subject>[\w ]{2,30}?))?(?: (?:is|are|would be|will be)(?: to)?|:| to) (?=\w)/g,
  ],
  [
    'explicit',
    /\b(?:your|his|her|their) (?:next )?(?:task|job|action|assignment|homework|part) (?:is|will be|would be)(?: going)? to /g,
  ],
  [
    'explicit',
    /\b(?:the )?(?:immediate )?next steps? (?:is|are|would be|will be)(?: for (?<subject>\w+))? to /g,
  ],
  [
    'agreed',
    /\b(?<subject>\w+(?: and \w+)?) (?:has |have )?(?:agreed|promised|volunteered|offered|committed|undertook|signed up) to /g,
  ],
  [
    'request',
    /\b(?:i |we )(?:would )?(?:need|want|like|ask|request|expect) (?<subject>you(?: guys| both| all| two)?|[\p{L}'-]+)(?: please)? to /gu,
  ],
  [
    'request',
    /\b(?:can|could|will|would|may i ask) (?<subject>you(?: guys| both| all| two)?)(?: please| maybe| just| possibly| perhaps| also| then| quickly| (?:be so )?kind(?:ly)?(?: as)?(?: to)?)* /g,
  ],
  ['request', /\b(?:would|do) (?<subject>you) mind (?=\w+ing\b)/g],
  ['request', /\b(?:can|could|would|will) (?<subject>someone|somebody|anyone|anybody) (?:please )?/g],
  ['request', /(?:^|[,;] )please,? (?:also |just |do |in (?:this|that) case,? |when you can,? )*(?=\w)/g],
  ['request', /(?:^|, )(?:please )?(?:do not forget|remember|be sure|make sure) to /g],
  ['request', /\b(?:make sure|ensure)(?: that)? (?<subject>you) /g],
  [
    'promise',
    /\b(?<subject>i) (?:will|shall|am going to|am about to|promise to|commit to|plan to|am planning to|intend to|volunteer to)(?<not> not| never)? /g,
  ],
  [
    'own-need',
    /\b(?<subject>i) (?:(?:do )?(?<not>not )?)(?:still )?(?:have to|need to|must|should|ought to) /g,
  ],
  ['own-need', /\b(?<subject>i) (?:(?:do )?(?<not>not )?)(?:want to|would like to|would love to) /g],
  [
    'offer',
    /\b(?<subject>i) (?:can|could|may|might|am happy to|would be happy to|am willing to)(?<not> not)? /g,
  ],
  ['offer', /\b(?:let (?<subject>me)) /g],
  [
    'assign-you',
    new RegExp(
      `\\b(?<subject>${you}) (?:will|shall|are going to|going to|(?:do )?(?<not>not )?have to|(?:do )?not need to|need to|must|should|can|could|are to|are supposed to|want to|might want to)(?<not2> not| never)? `,
      'g',
    ),
  ],
  [
    'open-need',
    /\b(?<subject>someone|somebody|anyone|one of us|one of you)(?: else)? (?:will |should |would |might )?(?:needs? to|has to|have to|must|should|will|can|could|ought to) /g,
  ],
  ['group-plan', /\b(?<subject>we)(?: all)? (?:will|shall|are going to|agreed to)(?<not> not| never)? /g],
  ['group-plan', /\blet (?<subject>us) (?:please |then )?(?!see\b|say\b|me\b)/g],
  [
    'group-need',
    /\b(?<subject>we)(?: all)? (?:(?:do )?(?<not>not )?)(?:still )?(?:have to|need to|must|should|ought to|want to)(?<not2> not)? /g,
  ],
];

const otherSubject =
  /\b(?<subject>(?:the |our |your )?[\p{L}\p{N}'’-]+(?: [\p{L}'’-]+){0,2}?(?: and (?:the )?[\p{L}'’-]+(?: [\p{L}'’-]+){0,2}?)?),? (?:(?:you|he|she|they) )?(?:(?:still|also|then|probably|just|now|both|all) )*(?:will|shall|is going to|are going to|going to|has to|have to|needs to|need to|must|should|can|could|is to|are to|is supposed to)(?<not> not| never)? /giu;

const notPeople = new Set(
  'i you we it this that there they he she which what who everything something nothing anything people user users one these those and or but so if when then not also still just'.split(
    ' ',
  ),
);
const passiveNeed =
  /\b(?<subject>[\w'-]+(?: [\w'-]+){0,4}?) (?:still )?(?:needs?|has|have) to be (?<done>\w+(?:ed|en|ne|nt|de|ut|ilt|ound))\b/g;

const owing =
  /\b(?<subject>i|we) (?:still |also )?have (?<thing>(?:a|an|the|my|some|our|one|two|three|another|more)(?: [\w-]+){1,4}?) (?:left )?to (?<verb>\w+)/g;

/** "Mark to send the quote", "marketing is doing the survey". */
const handedOut =
  /(?:^|[,;:.] |\band |\bour |\bthe )(?<subject>[\p{L}'-]+(?: [\p{L}'-]+){0,2}?),? (?:to|is|are) (?=(?<verb>[\p{L}]+))/gu;

/** Most clauses have no cue at all, and cost one look. */
const anyCue =
  /\b(?:am|are|is|to|will|shall|can|could|would|should|must|may|might|have|has|needs?|going to|let me|please|agreed|promised|volunteered|offered|committed|undertook|signed up|forget|remember|be sure|plan|planning|intend|ensure|make sure|actions?|tasks?|to-?dos?|job|role|assignment|homework|part|next steps?|supposed to|are to|is to|want|like|expect|request|ask)\b/;
const modal =
  /\b(?:will|shall|going to|has to|have to|needs? to|must|should|can|could|is to|are to|supposed to)\b/;

/** Cues of an English clause, in the order they stand. */
function findCues({ tidy, lower }: { tidy: string; lower: string }, people: PeopleWords): Cue[] {
  if (!anyCue.test(lower)) {
    const bare = imperative(tidy, lower, people);
    return bare ? [bare] : [];
  }
  const cues: Cue[] = [];
  const add = (
    kind: CueKind,
    match: RegExpExecArray | RegExpMatchArray,
    subject: string,
    negated: boolean,
  ) => {
    const start = (match.index ?? 0) + match[0].length;
    const cue = toCue(kind, { tidy, lower, from: match.index ?? 0, start, subject, negated });
    if (cue) cues.push(cue);
  };
  for (const [kind, pattern] of patterns) {
    for (const match of lower.matchAll(pattern)) {
      const { subject = '', not, not2 } = match.groups ?? {};
      if (kind === 'request' && !canBeAsked(subject, people)) continue;
      const named =
        kind === 'explicit'
          ? /^([\p{L}'-]+) (?:to|will|should) /u.exec(lower.slice(match.index + match[0].length))
          : null;
      if (named?.[1] && people.names.has(named[1])) match[0] += named[0];
      add(kind, match, named?.[1] ?? (subject === 'us' ? 'we' : subject.trim()), Boolean(not ?? not2));
    }
  }
  for (const match of modal.test(lower) ? tidy.matchAll(otherSubject) : []) {
    const { subject = '', not } = match.groups ?? {};
    const named = namedSubject(subject, people);
    if (named) add('assign-other', match, named, Boolean(not));
  }
  for (const match of lower.matchAll(passiveNeed)) {
    const { subject = '', done = '' } = match.groups ?? {};
    const verb = baseForm(done);
    if (!verb || notPeople.has(subject)) continue;
    cues.push({
      kind: 'open-need',
      subject: '',
      task: `${verb} ${tidy.slice(match.index, match.index + subject.length)}${tidy.slice(match.index + match[0].length)}`,
      verb,
      progressive: false,
      negated: /\b(?:not|never)\b/.test(match[0]),
      prefix: lower.slice(0, match.index),
    });
  }
  for (const match of tidy.matchAll(handedOut)) {
    const { subject = '', verb = '' } = match.groups ?? {};
    const base = workVerbs.has(verb) ? verb : baseForm(verb);
    if (base && workVerbs.has(base) && people.names.has(subject.toLowerCase()))
      add('assign-you', match, subject.toLowerCase(), false);
  }
  cues.push(...thingToDo(tidy, lower), ...thingThatLacks(tidy, lower));
  const bare = cues.length === 0 ? imperative(tidy, lower, people) : undefined;
  return bare ? [bare] : cues;
}

/** "I want you to", "I need Dana to", but not "I want this to". */
const canBeAsked = (subject: string, people: PeopleWords): boolean =>
  subject === '' || /^(?:you|some|any)/.test(subject) || people.names.has(subject);

/** "I have a final report to present": the thing stands before what is to be done with it. */
function thingToDo(tidy: string, lower: string): Cue[] {
  return [...lower.matchAll(owing)].flatMap((match) => {
    const { subject = '', thing = '', verb = '' } = match.groups ?? {};
    if (!workVerbs.has(verb)) return [];
    const from = match.index + match[0].indexOf(thing);
    const task = `${verb} ${tidy.slice(from, from + thing.length)}${tidy.slice(match.index + match[0].length)}`;
    const kind = subject === 'i' ? 'own-need' : 'group-need';
    return [
      { kind, subject, task, verb, progressive: false, negated: false, prefix: lower.slice(0, match.index) },
    ];
  });
}

const lacking =
  /^(?:.{0,20}\b)?there (?:should|must|has to|needs to|ought to) be (?=(?:a|an|some|another|one)\b)/;

/** "There should be a nightly test": something is to be made, by nobody yet. */
function thingThatLacks(tidy: string, lower: string): Cue[] {
  const match = lacking.exec(lower);
  if (!match) return [];
  return [
    {
      kind: 'open-need',
      subject: '',
      task: `add ${tidy.slice(match[0].length)}`,
      verb: 'add',
      progressive: false,
      negated: false,
      prefix: '',
    },
  ];
}

/** The people a third-person subject names: known names and roles, or words written like a name. */
function namedSubject(subject: string, people: PeopleWords): string | undefined {
  const words = subject.replace(/^(?:the|our|your) /i, '');
  const lower = words.toLowerCase();
  if (people.names.has(lower)) return lower;
  const parts = words.split(/ and (?:the )?/i);
  const isPerson = (part: string) =>
    people.names.has(part.toLowerCase()) || /^\p{Lu}[\p{Ll}'’-]{2,}(?: \p{Lu}[\p{Ll}'’-]+){0,2}$/u.test(part);
  if (parts.every(isPerson) && !notPeople.has(lower)) return lower;
  // "so then Poppy will": the name is the last of what was caught.
  const last = words.split(' ').at(-1) ?? '';
  if (notPeople.has(last.toLowerCase())) return undefined;
  return people.names.has(last.toLowerCase()) ? last.toLowerCase() : undefined;
}

/** "Jonas, rotate the keys": a name that is called, then a verb of work. */
function imperative(tidy: string, lower: string, people: PeopleWords): Cue | undefined {
  const match = /^([\p{L}'’ -]{2,40}?), (?:please |you (?:can |could )?)?(?=(\p{L}+))/u.exec(lower);
  const called = match?.[1] && people.names.has(match[1]) ? match : undefined;
  const start = called?.[0].length ?? /^(?:to )?/.exec(lower)?.[0].length ?? 0;
  const verb = /^[a-z-]+/.exec(lower.slice(start))?.[0] ?? '';
  if (!workVerbs.has(verb) && !isWorkPhrase(lower.slice(start))) return undefined;
  return toCue('imperative', { tidy, lower, from: start, start, subject: called?.[1] ?? '', negated: false });
}

interface Found {
  tidy: string;
  lower: string;
  from: number;
  start: number;
  subject: string;
  negated: boolean;
}

const leadingAdverbs = new RegExp(`^${adverbs}`);

function toCue(kind: CueKind, { tidy, lower, from, start, subject, negated }: Found): Cue | undefined {
  const skipped = leadingAdverbs.exec(lower.slice(start))?.[0].length ?? 0;
  let at = start + skipped;
  const isNot = negated || /^(?:not|never|no longer) /.test(lower.slice(at));
  const being = /^(?:be|been|being) (?=\w+ing\b)/.exec(lower.slice(at))?.[0];
  if (being) at += being.length;
  const first = /^[\p{L}'-]+/u.exec(lower.slice(at))?.[0];
  if (!first || neverVerbs.has(first)) return undefined;
  const isForm = being !== undefined || kind === 'request';
  const base = (isForm || !workVerbs.has(first)) && /ing$/.test(first) ? baseForm(first) : undefined;
  const verb = base ?? first;
  const rest = tidy.slice(at + first.length);
  // "You're gonna be thinking about the components": as a division of labour that is work on them.
  const isField = being !== undefined && verb === 'think' && /^ (?:about|of) /.test(rest);
  return {
    kind,
    subject,
    task: isField ? `work on${rest.replace(/^ (?:about|of)/, '')}` : `${verb}${rest}`,
    verb: isField ? 'work' : verb,
    progressive: being !== undefined,
    negated: isNot,
    prefix: lower.slice(0, from),
  };
}

export const english: Language = {
  code: 'en',
  marks: 'the and to of is that it you we this for have not what with are was'.split(' '),
  findCues,
  hedge:
    /\b(?:maybe|perhaps|probably|possibly|might|could potentially|at some point|eventually|some ?day|one day|ideally|in theory|would be nice|sometime|in the long run|down the line|if possible|ought to)\b/,
  condition:
    /^(?:if|unless|in case|suppose|assuming|whether|when|whenever|once)\b|\b(?:if|unless|in case|supposing)\b/,
  negation: /\b(?:not|never|no longer|no need to|nobody)\b/,
  habit:
    /\b(?:always|usually|normally|typically|every time|each time|would always|used to|generally|at my (?:old|last|previous)|in my (?:old|last|previous)|back then|never forget)\b/,
  date: /\b(?:(?:by|before|until|till|on|this|next|due) (?:the )?(?:coming |end of )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:by|before|until|till|on|for) (?:the )?(?:\d|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twent|thirt|january|february|march|april|may|june|july|august|september|october|november|december|noon|midday|tomorrow|tonight|lunch|next|then|end|close|eod|eow|cob|christmas|easter)|tomorrow|today|tonight|this (?:week|afternoon|evening|morning|month|sprint|quarter|weekend)|next (?:week|month|sprint|quarter|friday|time|meeting|call)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|end of (?:the )?(?:day|week|month|quarter)|by eod|eod|asap|as soon as|after (?:the |this )?(?:call|meeting|lunch)|before the|in (?:a|one|two|three|a couple of|the next few) (?:days?|weeks?|hours?|months?)|within (?:a|the|two|three|\d+))\b/,
  immediate:
    /\b(?:right now|now|just a (?:second|moment|minute)|for a (?:second|moment|minute)|real quick|quickly|briefly|right here|on the (?:screen|board)|in the (?:meeting |zoom )?chat)\b/,
  acceptance:
    /^(?:(?:yes|yeah|yep|ok|okay|sure|right|great|fine)[,. !]*)*(?:i will|i can(?: do)?\b|will do|sure|of course|no problem|no worries|absolutely|definitely|certainly|consider it done|on it|i am on it|happy to|gladly|got it|leave it (?:with|to) me|i'?ll|done deal|sounds good|my pleasure|can do|you got it|agreed)/,
  weakAcceptance:
    /^(?:(?:mm|uh)-?hm+|yes|yeah|yep|yup|ok|okay|'kay|right|alright|good|cool|great|fine|perfect|very good)\b/,
  refusal: /^(?:no\b(?!,? problem|,? worries)|nope|i can ?not|i can't|i don't think|not really|sorry)/,
  wrapUp:
    /\b(?:in closing|wrap(?:ping)? (?:\w+ )?up|to (?:recap|summari[sz]e|sum up|conclude|close|finish up)|before we (?:finish|close|end|go|leave|stop|wrap)|next (?:meeting|steps?|session|stage|phase|call)|action (?:items?|points?)|to-?dos?|(?:five|ten|two|three|few) (?:more )?minutes? (?:left|to|before)|only have \w+ (?:more )?minutes|end of (?:the|this|our) (?:meeting|call)|that is (?:it|all) for|any other business|meet(?:ing)? again|reconvene|until (?:then|next)|for next (?:time|week|meeting)|close (?:down|the meeting)|so to summari[sz]e|then we are (?:done|finished)|who does what|individual (?:work|actions?))\b/,
  decision:
    /\b(?:we (?:have |had )?(?:all |already |now |just )*(?:agreed|decided|settled|concluded|opted|chose|chosen)|(?:is|was|are|were|been) (?:agreed|decided|settled)|(?:the |our |final )?(?:decision|consensus|conclusion)(?: then| now| here)?(?: is| was)|let us (?:agree|settle) on|(?:has been|have been|is|are) approved|was the (?:consensus|decision|conclusion)|it is settled|agreed (?:on|that))\b|\b(?:decision|decided|agreed): /,
  urgent:
    /\b(?:urgent(?:ly)?|asap|as soon as possible|immediately|emergency|critical|blocker|blocking|show-?stopper|top priority|first thing)\b/,
  high: /\b(?:high priority|important|priority|crucial|must-have|really need)\b/,
  low: /\b(?:low priority|nice to have|no rush|no hurry|whenever you|when you (?:have|get) (?:a chance|time)|not urgent)\b/,
  bareObject: /\b(?:it|that|this|them|those|these|him|her|me|us)\b/,
};
