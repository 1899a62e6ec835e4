import type { Rank } from './headings.ts';

/** A sentence that says what is to be: "The search must answer within 300 ms." */
export interface Modal {
  rank: Extract<Rank, 'must' | 'should'>;
  denial: '' | 'not' | 'never';
  language: 'en' | 'other';
  /** All of it, on one line. */
  sentence: string;
  /** "When a payment fails": when it holds, said first. */
  condition: string;
  /** Who or what: "the search"; may be empty. */
  subject: string;
  /** "answer within 300 ms" */
  rest: string;
}

/** No letter on either side: `\b` knows ASCII only. */
const word = (inner: string) => `(?<![\\p{L}\\p{N}])(?:${inner})(?![\\p{L}\\p{N}])`;

const english: readonly [Modal['rank'], RegExp][] = [
  [
    'must',
    new RegExp(
      word(
        "must(?:n['’]t| not| never| always| also| only)?|shall(?: not| never| always| also)?|ha(?:s|ve) to|needs? to|(?:is|are) required to|(?:is|are) to(?= be )|(?:is|are) not allowed to|(?:is|are) (?:forbidden|prohibited) to|cannot(?= be (?:able|allowed|possible))",
      ),
      'iu',
    ),
  ],
  [
    'should',
    new RegExp(
      word("should(?:n['’]t| not| never| always| also| only)?|ought to|(?:is|are) (?:expected|supposed) to"),
      'iu',
    ),
  ],
];

/** Verbs of the other languages: which of them a sentence is in does not matter, none is a word of another. */
const others: readonly [Modal['rank'], RegExp][] = [
  [
    'must',
    new RegExp(
      word(
        'muss|müssen|darf(?= (?:nicht|kein\\p{L}*|nie(?:mals)?))|dürfen(?= (?:nicht|kein\\p{L}*|nie(?:mals)?))|doit|doivent|devra|devront|il faut|debe|deben|deberá|deberán|tiene que|tienen que|hay que|deve|devem|devono|dovrà|dovranno|deverá|deverão|precisa|precisam|moet|moeten|dient te|dienen te|mag niet|mogen niet',
      ),
      'iu',
    ),
  ],
  [
    'should',
    new RegExp(
      word(
        'soll|sollen|sollte|sollten|devrait|devraient|debería|deberían|dovrebbe|dovrebbero|deveria|deveriam|zou moeten|zouden moeten',
      ),
      'iu',
    ),
  ],
  ['must', /なければなりません|なければならない|必要がある|必要があります|必須/u],
  ['should', /べき(?:です|である|だ)/u],
];

/** Says in so many words that nothing is asked for. */
const freesFrom =
  /\b(?:do|does|did|would)(?:n['’]t| not) (?:need|have) to\b|\bneed(?:n['’]t| not)\b|\bno(?:t| longer) (?:need|have) to\b|\b(?:is|are)(?:n['’]t| not) (?:required|necessary|mandatory|needed|expected|supposed)\b|\bno need\b|\b(?:muss|müssen) nicht\b|\bnicht (?:erforderlich|notwendig|nötig)\b|\bn['’](?:a|ont) pas besoin\b|\bno (?:es necesario|hace falta|tienen? que)\b|\bhoe(?:ft|ven) niet\b|\bnon (?:è|sono) necessari/iu;
/** How it is, how it was, how it might be. */
const tellsOf =
  /\b(?:goal|aim|plan|idea|purpose|intention|hope|point|job|task) (?:is|was) to\b|\b(?:must|should|could|shall) have been\b|\b(?:had|used) to\b|\bif (?:we|you|they|i|it|he|she) (?:had|have|needs?|must)\b|\b(?:would|might|may|could) (?:have|need) to\b|\b(?:maybe|perhaps|possibly|probably|presumably)\b|\b(?:today|currently|at the moment|right now|so far|until now|nowadays|in the past|previously|formerly|derzeit|momentan|heute|bisher|aujourd['’]hui|actuellement|actualmente|attualmente)\b|\bmust be (?:why|because|the reason|due to)\b|\bshould be (?:fine|ok|okay|easy|enough|good|trivial|obvious|interesting)\b|\b(?:have|has) to (?:say|admit)\b|\bneed(?:s)? to (?:know|note|say)\b|\bshould (?:note|know|work fine)\b|\bit (?:should|must) be (?:noted|said)\b/iu;
/** Work of the people who write the page, rather than something wanted of what is built. */
const deliberates =
  /\b(?:we|i|you|someone|somebody|the team|let['’]s)\b.{0,40}\b(?:must|should|shall|ha(?:s|ve) to|needs? to|ought to)\b (?:first |still |also |then |all )?(?:discuss|decide|talk|think|ask|check|clarify|find out|figure out|investigate|agree|align|meet|consider|look into|research|understand|review|revisit|know)\b/iu;
/** "Whether", "how" and the like before the verb: a question, however it ends. */
const wonders =
  /(?:^|\b(?:decide|discuss|clarify|unclear|open|ask|agree on|sure|know|question:?|about) )(?:whether|if|how|why|what|which|who)\b/iu;
const startsAside =
  /^\W*(?:e\.g\.|i\.e\.|for example|for instance|examples?:|note:|nb:|n\.b\.|hint:|tip:|todo:|tbd\b|fyi\b|question:|q:|zum beispiel|z\.\s?b\.|beispiel:|hinweis:|par exemple|remarque ?:|por ejemplo|nota:|per esempio|bijvoorbeeld)/iu;

/** "SSO is mandatory", "It is required that keys are revoked". */
const isRequired =
  /^(.{2,120}?) (?:is|are) (?:mandatory|required|obligatory|compulsory|essential)$|^it is (?:required|mandatory|necessary|essential) that (.+)$/iu;

const condition =
  /^((?:when(?:ever)?|if|once|after|before|while|during|in case|unless|until|as soon as|where|for|on|upon)\b[^,;:]{3,100}),\s+(?=\S)/iu;

/** Whether a sentence asks, rather than says. */
export const isQuestion = (sentence: string): boolean => /[?？]["'”’)\]]*$/u.test(sentence.trim());

/** What a sentence demands; null where it asks, tells, doubts or gives an example. */
export function findModal(sentence: string): Modal | null {
  const said = sentence.replace(/\s+/g, ' ').trim();
  const required = isRequired.exec(said.replace(/[.!]+$/, ''));
  if (required && !freesFrom.test(said) && !tellsOf.test(said)) {
    const [, what = '', that = ''] = required;
    const task = that === '' ? `require ${what}` : `make sure ${that}`;
    return {
      rank: 'must',
      denial: '',
      language: 'en',
      sentence: said,
      condition: '',
      subject: '',
      rest: task,
    };
  }
  if (![...english, ...others].some(([, cue]) => cue.test(said))) return null;
  if (isQuestion(said) || startsAside.test(said) || freesFrom.test(said)) return null;
  if (tellsOf.test(said) || deliberates.test(said)) return null;
  const first = condition.exec(said);
  const main = first ? said.slice(first[0].length) : said;
  return (
    match(main, english, 'en', first?.[1] ?? '') ??
    match(said, others, 'other', '') ??
    (first ? match(said, english, 'en', '') : null)
  );
}

function match(
  said: string,
  cues: readonly [Modal['rank'], RegExp][],
  language: Modal['language'],
  when: string,
): Modal | null {
  const found = cues
    .flatMap(([rank, cue]) => {
      const hit = cue.exec(said);
      return hit ? [{ rank, hit }] : [];
    })
    .sort((a, b) => a.hit.index - b.hit.index)[0];
  if (!found) return null;
  const { rank, hit } = found;
  const subject = said.slice(0, hit.index).trim();
  if (wonders.test(subject)) return null;
  const rest = said.slice(hit.index + hit[0].length).trim();
  // "Must have", "The system must:" demand nothing by themselves.
  const words = rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words < (subject === '' ? 2 : 1) && language === 'en') return null;
  const denies =
    /^(?:not|never|nicht|niemals|nie|kein\p{L}*|pas|jamais|no|non|nunca|mai|não|niet|nooit)(?!\p{L})/iu;
  const isDenied =
    /(?:n['’]t|not|niet)$/i.test(hit[0]) ||
    /not allowed|forbidden|prohibited/i.test(hit[0]) ||
    denies.test(rest) ||
    (language === 'other' && /(?:^|\s)(?:ne|no|non|não)$/iu.test(subject));
  const isNever = /never$/i.test(hit[0]) || /^never /i.test(rest);
  return {
    rank,
    denial: isNever ? 'never' : isDenied ? 'not' : '',
    language,
    sentence: said,
    condition: when,
    subject,
    rest: language === 'en' ? rest.replace(/^(?:not|never|always|also|only) /i, '') : rest,
  };
}
