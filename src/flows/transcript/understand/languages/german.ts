import type { Cue, Language } from '../cues.ts';
import { plainLanguage } from './plain-language.ts';

const table = plainLanguage({
  code: 'de',
  marks: 'der die das und ist nicht ich wir ein eine mit auf für den dem zu von es auch noch',
  promise: 'ich (?:werde|muss|soll|will|möchte|kann)(?: noch| auch| mal| dann| gerne| gleich)*',
  request:
    '(?:kannst|könntest|würdest|magst) du(?: bitte| mal| noch)*|(?:können|könnten|würden) sie(?: bitte| mal| noch)*|(?:könnt|könntet) ihr(?: bitte| mal| noch)*|bitte|du (?:sollst|musst|solltest|wirst)',
  group: 'wir (?:müssen|sollten|wollen|werden|sollen)(?: noch| auch| mal| dann| unbedingt)*',
  open: '(?:jemand|einer von (?:uns|euch)) (?:muss|müsste|sollte|soll)(?: noch| mal)*',
  hedge:
    'irgendwann|vielleicht|eventuell|möglicherweise|wahrscheinlich|müsste man|man müsste|man sollte|könnte man|mal schauen|eines tages|könnte',
  condition: 'wenn|falls|sofern|angenommen',
  negation: 'nicht|nie|niemals|kein(?:e|en|er)?|keinesfalls',
  habit: 'immer|normalerweise|üblicherweise|jedes mal|früher|meistens',
  date: '(?:bis|am|vor|ab|nächsten?|nächste|diesen?|diese|kommenden?) (?:zum |ende |nächsten |kommenden )?(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|woche|monat|mittag|abend|\\d{1,2}\\.)|morgen|heute|übermorgen|bis (?:ende|zum|zur)|(?:diese|nächste) woche|montag|dienstag|mittwoch|donnerstag|freitag',
  acceptance:
    'ja,? (?:mache ich|mach ich|klar|gerne|kann ich)|mach(?:e)? ich|klar|gerne|geht klar|erledige ich|alles klar|kein problem',
  weakAcceptance: 'ja|gut|okay|ok|genau|mhm|hm|super|passt|prima',
  refusal: 'nein|leider nicht|das geht nicht',
  wrapUp:
    'zum schluss|abschließend|zusammenfassend|zusammengefasst|nächste schritte|nächstes (?:mal|treffen|meeting)|noch (?:fragen|etwas|was)|aufgaben|todos?|wer macht was|bis zum nächsten',
  decision:
    'beschlossen|entschieden|vereinbart|einigen uns|geeinigt|wir bleiben (?:bei|beim)|wir (?:nehmen|machen es|gehen mit)|entscheidung|ausgemacht|abgemacht',
  urgent: 'dringend|sofort|so schnell wie möglich|asap|kritisch|blockiert|blocker',
  low: 'keine eile|nicht dringend|wenn (?:du|sie) zeit (?:hast|haben)|niedrige priorität',
});

/** Prefixes that part from their verb: "ich rufe den Kunden an" is "anrufen". */
const parted =
  /^(.*?)[\s,]+(an|auf|ab|aus|ein|vor|zu|mit|nach|um|weiter|fertig|zusammen|durch|weg|los|rein|raus|hoch|herunter|runter|zurück|bereit|fest|klar)$/iu;
const present =
  /(?<![\p{L}])ich ((?!habe|bin|glaube|denke|finde|meine|weiß|hoffe|hätte|wäre|würde|werde|hatte|war|sehe|verstehe|frage mich|könnte|müsste|sollte|sage|dachte|fände|kenne|brauche|nehme an|vermute|freue)\p{Ll}{2,}e)(?: mich)?(?: um)? /giu;
const bitte = /^(?:dir|dich|euch|ihnen|ihm|ihr|uns|mich|es|das|da|noch|dann|mal|auch|gleich|gerne|mir) /iu;

/** German promises stand in the present: "ich schicke dir bis Freitag die Spezifikation". */
function findCues(unit: { tidy: string; lower: string }, people: Parameters<Language['findCues']>[1]): Cue[] {
  const cues = table.findCues(unit, people);
  for (const match of unit.lower.matchAll(present)) {
    const first = match[1] ?? '';
    const rest = unit.tidy.slice(match.index + match[0].length).replace(/[.!?…\s]+$/, '');
    const [, kept = rest, prefix = ''] = parted.exec(rest) ?? [];
    if (rest === '') continue;
    cues.push({
      kind: 'promise',
      subject: 'i',
      task: `${kept} ${prefix}${first}n`,
      verb: `${prefix}${first}n`,
      progressive: false,
      negated: /(?<!\p{L})(?:nicht|nie|kein\p{L}*)(?!\p{L})/u.test(unit.lower),
      prefix: unit.lower.slice(0, match.index),
    });
  }
  return cues.map((cue) => ({ ...cue, task: withoutSmallWords(cue.task) }));
}

function withoutSmallWords(task: string): string {
  let kept = task;
  while (bitte.test(kept)) kept = kept.replace(bitte, '');
  return kept;
}

export const german: Language = { ...table, verbLast: true, findCues };
