import type { CueKind } from '../cues.ts';

const adverbs =
  '(?:(?:do is to|do is|also|just|then|quickly|definitely|certainly|probably|maybe|perhaps|still|actually|really|gladly|happily|personally|now|soon|even|only|first|basically|all|both|each|of course|please|try to|try and|go ahead and|go and|go|make sure to|have to|need to|be able to|like to|want to|start to) )*';
const you = 'you(?: guys| both| two| three| all| folks)?';

/** Subject (or none), cue, what follows. `not` inside tells a negated one. */
export const patterns: readonly (readonly [CueKind, RegExp])[] = [
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
    /\b(?:can|could|will|would|may i ask) (?<subject>you(?: guys| both| all| two)?)(?! mind\b)(?: please| maybe| just| possibly| perhaps| also| then| quickly| (?:be so )?kind(?:ly)?(?: as)?(?: to)?)* /g,
  ],
  ['request', /\b(?:would|do) (?<subject>you) mind (?=\w+ing\b)/g],
  [
    'request',
    /^(?:so |and |but |then )?(?<subject>who) (?:can|could|will|would like to|wants to|is going to) /g,
  ],
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

export const otherSubject =
  /\b(?<subject>(?:the |our |your )?[\p{L}\p{N}'’-]+(?: [\p{L}'’-]+){0,2}?(?: and (?:the )?[\p{L}'’-]+(?: [\p{L}'’-]+){0,2}?)?),? (?:(?:you|he|she|they) )?(?:(?:still|also|then|probably|just|now|both|all) )*(?:will|shall|is going to|are going to|going to|has to|have to|needs to|need to|must|should|can|could|is to|are to|is supposed to)(?<not> not| never)? /giu;

export const notPeople = new Set(
  'i you we it this that there they he she which what who everything something nothing anything nobody none everybody everyone anybody anyone whoever people user users one these those and or but so if when then not also still just'.split(
    ' ',
  ),
);
export const passiveNeed =
  /\b(?<subject>[\w'-]+(?: [\w'-]+){0,4}?) (?:still )?(?:needs?|has|have) to be (?<done>\w+(?:ed|en|ne|nt|de|ut|ilt|ound))\b/g;

export const owing =
  /\b(?<subject>i|we) (?:still |also )?have (?<thing>(?:a|an|the|my|some|our|one|two|three|another|more)(?: [\w-]+){1,4}?) (?:left )?to (?<verb>\w+)/g;

/** "Mark to send the quote", "marketing is doing the survey". */
export const handedOut =
  /(?:^|[,;:.] |\band |\bour |\bthe )(?<subject>[\p{L}'-]+(?: [\p{L}'-]+){0,2}?),? (?:to|is|are) (?=(?<verb>[\p{L}]+))/gu;

/** Most clauses have no cue at all, and cost one look. */
export const anyCue =
  /\b(?:am|are|is|to|will|shall|can|could|would|should|must|may|might|have|has|needs?|going to|let me|let us|please|agreed|promised|volunteered|offered|committed|undertook|signed up|forget|remember|be sure|plan|planning|intend|ensure|make sure|actions?|tasks?|to-?dos?|who|job|role|assignment|homework|part|next steps?|supposed to|are to|is to|want|like|expect|request|ask)\b/;
export const modal =
  /\b(?:will|shall|going to|has to|have to|needs? to|must|should|can|could|is to|are to|supposed to)\b/;

/** "Who takes the minutes?" */
export const whoDoes = /^(?:so |and |but |then )?who (?<verb>\p{L}+)s (?=(?:the|our|a|an|care|over|part)\b)/u;
export const lacking =
  /^(?:.{0,20}\b)?there (?:should|must|has to|needs to|ought to) be (?=(?:a|an|some|another|one)\b)/;

export const leadingAdverbs = new RegExp(`^${adverbs}`);
