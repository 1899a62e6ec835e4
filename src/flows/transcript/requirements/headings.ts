import { oneLine } from '../../../kit/text.ts';

/** What a heading says about all that stands under it. */
export type Area = 'wanted' | 'unwanted' | 'open';

/** MoSCoW: how much something is wanted. */
export type Rank = 'urgent' | 'must' | 'should' | 'could';

/* Several languages at once: a heading is too short to tell which it is in, and no word of one means the opposite in another. */

const wanted =
  /\b(?:requirements?|acceptance|must[- ]?haves?|should[- ]?haves?|could[- ]?haves?|nice[- ]to[- ]haves?|user stories|scope|deliverables?|capabilities|definition of done)\b|anforderung|akzeptanzkriteri|abnahmekriteri|muss[- ]?kriteri|user[- ]?storys|exigence|crit[eè]res d.acceptation|besoins|requisit|criterios de aceptaci|criteri di accettazione|crit[eé]rios de aceita|\bvereisten\b|\beisen\b|acceptatiecriteria|要件|必須|受け入れ/i;

/** The whole heading, with what it is about behind it: "Notes on billing", but not "Notes must be searchable". */
const unwanted = new RegExp(
  `^(?:(?:some|general|meeting|side|implementation|technical|additional|other|further|design|project|research|internal|author['’]?s|our|known) )*(?:${[
    'notes?',
    'examples?',
    'references?',
    'links?',
    'glossary',
    'appendix',
    'change ?log',
    'history',
    'background',
    'context',
    'motivation',
    'rejected',
    'alternatives',
    'ideas?',
    'brainstorm(?:ing)?',
    'parking lot',
    'later',
    'future',
    'backlog',
    'assumptions?',
    'dependenc(?:y|ies)',
    'decisions?',
    'milestones?',
    'timeline',
    'roadmap',
    'stakeholders?',
    'risks?',
    'faq',
    '(?:open )?questions?',
    'open (?:points|issues|topics)',
    'current(?:ly)?',
    'today',
    'status quo',
    'as[- ]is',
    'hinweise?',
    'notizen',
    'beispiele?',
    'hintergrund',
    'offene (?:fragen|punkte)',
    'fragen',
    'annahmen',
    'risiken',
    'remarques?',
    'exemples?',
    'contexte',
    'questions? ouvertes?',
    'notas?',
    'ejemplos?',
    'contexto',
    'preguntas(?: abiertas)?',
    'note',
    'esempi',
    'domande(?: aperte)?',
    'notities',
    'voorbeelden',
    'achtergrond',
    'vragen',
  ].join(
    '|',
  )})(?: (?:and|&|on|about|to|for|from|of|with|considered|solution|state|situation|und|et|y|e|en)\\b.*)?$`,
  'i',
);

const refused =
  /\bout[- ]of[- ]scope\b|\boutside (?:the |of )?scope\b|\bnot in scope\b|\bnon[- ]?goals?\b|\bwon['’]?t\b|\bwill not\b|\bnot (?:now|planned|included|doing|part of|required|needed)\b|\bexclusions?\b|\bexcluded\b|nicht im umfang|nicht[- ]?ziele|nicht enthalten|außerhalb|hors (?:du )?p[eé]rim[eè]tre|fuera de(?:l)? alcance|fora do escopo|fuori ambito|buiten scope|対象外/i;

const openQuestions =
  /\bquestions?\b|\bfragen\b|\bpreguntas\b|\bdomande\b|\bvragen\b|\bto be (?:decided|clarified)\b|^tbd$/i;

/** Ranks as headings and cells of tables name them, alone or with what they are ranks of. */
const named = (words: string) =>
  new RegExp(
    `^(?:priority:? ?)?(?:${words})(?: (?:requirements?|features?|items?|criteria|for .*|in .*)| ?[(–—:-].*)?$|[:–—-] (?:${words})$`,
    'iu',
  );
const ranks: readonly [Rank, RegExp][] = [
  ['urgent', named('blockers?|critical|p0')],
  ['must', named('musts?|must[- ]?haves?|mandatory|p1|muss|muss[- ]?kriterien|obligatorio|obligatoire|必須')],
  ['should', named('shoulds?|should[- ]?haves?|p2|soll|sollte|soll[- ]?kriterien')],
  ['could', named('coulds?|could[- ]?haves?|nice[- ]to[- ]haves?|optional|p3|p4|kann|kann[- ]?kriterien')],
];

/** A longer heading is a sentence. */
const longestLabel = 60;

/** A heading as its words: no numbering, marks or colon. */
export const headingWords = (text: string): string =>
  oneLine(text)
    .replace(/^(?:[\d.]+[.)]?\s+|[^\p{L}\p{N}]+)/u, '')
    .replace(/[\s:：.–—-]+$/u, '');

export function areaOf(heading: string): Area {
  const words = headingWords(heading);
  if (words.length > longestLabel) return 'open';
  if (refused.test(words) || unwanted.test(words)) return 'unwanted';
  return wanted.test(words) || rankOf(heading) !== null ? 'wanted' : 'open';
}

export const asksQuestions = (heading: string): boolean => openQuestions.test(headingWords(heading));

/** Of a short heading that is about nothing but that: "Must have", "Should", "P1 – launch". */
export function rankOf(heading: string): Rank | null {
  const words = headingWords(heading);
  return words.length > longestLabel ? null : (ranks.find(([, names]) => names.test(words))?.[0] ?? null);
}
