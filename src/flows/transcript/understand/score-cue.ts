import { addressesMachine } from './addresses-machine.ts';
import type { Cue, CueKind, Language } from './cues.ts';
import type { MeetingShape } from './meeting-shape.ts';
import type { People } from './people.ts';
import type { Unit } from './split-units.ts';
import { deliverable, isWorkPhrase, weakVerbs, workVerbs } from './verbs.ts';

/** What the answer of the others does to a request. */
export type Answered = 'accepted' | 'nodded' | 'refused' | 'open';

export interface CueContext {
  unit: Unit;
  language: Language;
  people: People;
  shape: MeetingShape;
  answered: Answered;
  /** Units of the whole meeting: the longer, the less likely that any one of them is an item. */
  units: number;
}

/**
 * Log-odds that a cue is an action item. Written by hand from what separates the development meetings' items from
 * the rest and from HUB.md's list of what is none; rounded to halves, so that nothing is fitted to one meeting.
 */
const kindWeight: Record<CueKind, number> = {
  explicit: 3,
  agreed: 2.5,
  promise: 2,
  request: 1.5,
  'assign-other': 1,
  'own-need': 1,
  'assign-you': 0.5,
  imperative: 0.5,
  'group-plan': 0,
  'group-need': 0.5,
  'open-need': 0.5,
  offer: 0.5,
};
const bias = -2.8;
/** Items grow far slower than words: a long meeting has hardly more of them than a short one. */
const perLogUnits = -0.35;
const unitsOfShort = 40;

const fromOthers: ReadonlySet<CueKind> = new Set([
  'request',
  'assign-you',
  'assign-other',
  'imperative',
  'explicit',
  'agreed',
]);

const ofGroup: ReadonlySet<CueKind> = new Set(['group-need', 'group-plan', 'open-need']);

/** What is said for and against a candidate: the reasons and what each adds, so that a figure can be explained. */
type Reasons = Record<string, number>;

export function weighCue(cue: Cue, context: CueContext): { score: number; reasons: Reasons } {
  const reasons: Reasons = {
    bias: bias + perLogUnits * Math.max(0, Math.log(context.units / unitsOfShort)),
    [cue.kind]: kindWeight[cue.kind],
  };
  const add = (holds: boolean, reason: string, weight: number) => {
    if (holds) reasons[reason] = weight;
  };
  weighTask(cue, context, add);
  weighPlace(cue, context, add);
  weighDoubt(cue, context, add);
  return { score: Object.values(reasons).reduce((sum, one) => sum + one, 0), reasons };
}

type Add = (holds: boolean, reason: string, weight: number) => void;

function weighTask(cue: Cue, { language, unit }: CueContext, add: Add): void {
  const task = cue.task.toLowerCase();
  // Verbs are known of English only; elsewhere the cue has to do.
  const isEnglish = language.code === 'en';
  const isPhrase = isEnglish && isWorkPhrase(task);
  const isWork = !isEnglish || isPhrase || workVerbs.has(cue.verb);
  const isWeak = isEnglish && !isPhrase && weakVerbs.has(cue.verb);
  const words = task.split(' ').length;
  const rest = cue.task.slice(cue.verb.length);
  const hasName = aName.test(rest.replace(/ I\b/g, ''));
  const hasObject = anObject.test(rest);
  const hasDate = language.date.test(unit.lower);
  const isBare = isEnglish && language.bareObject.test(task) && !hasObject && !hasName;
  add(isWork && !isWeak, 'work verb', 1);
  add(isWeak && !cue.progressive, 'weak verb', isWork ? -0.5 : -1.5);
  add(cue.progressive && fromOthers.has(cue.kind), 'division of labour', 1);
  add(!isEnglish || hasObject, 'object', 0.5);
  add(hasName, 'named thing', 0.5);
  add(deliverable.test(task), 'deliverable', 0.5);
  add(isBare, 'pronoun for an object', -1);
  add(isEnglish && words <= 2 && !hasName, 'says nothing more', words === 1 ? -2 : -1);
  add(!isEnglish && task.length < 8, 'says nothing more', -2);
  add(cue.kind === 'promise' && talks.test(task) && !hasDate, 'may be talk', -1);
  add(hasDate, 'date', 1.5);
  add(language.immediate.test(task), 'at once', -1);
  const isOfWork = (isPhrase && cue.verb === 'stop') || (hasDate && deliverable.test(task));
  add(managesMeeting.test(task) && !isOfWork, 'runs the meeting', -3);
  add(equipment.test(task) && !hasDate, 'things of the room', -2);
  add(language.urgent.test(unit.lower), 'urgent', 0.5);
}

/** A name, an abbreviation or a number: this one thing rather than things of its kind. */
const aName = / (?:\p{Lu}[\p{L}\p{N}-]{2,}|[A-Z]{2,}|[\p{L}-]*\d[\w.-]*)/u;
/** What somebody does by talking, right there. */
const talks =
  /^(?:list|remind|describe|summari[sz]e|outline|present|report|read|recap|propose|suggest|recommend|answer|address|clarify|cover)\b/;
const anObject =
  / (?:the|a|an|our|your|my|his|her|their|some|all|these|those|both|any|every|each)(?= (?!to\b|and\b|if\b|about\b|with\b)[\p{L}\p{N}])/u;

/** What people announce about the next minutes of the meeting itself. */
const managesMeeting =
  /^(?:(?:start|begin|go|continue|proceed|move|skip|jump|come back|get back|return|stop|finish|wrap|pause|hand|pass|give) ?(?:off|on|up|over|back|first|ahead|through|with|from|by|to|quickly)*\b(?! .*(?:report|document|proposal|draft))|(?:share|show) (?:my|the|you|this|a|some)? ?(?:screen|slides?|presentation|you|this|something|what)|(?:tell|show|ask|give|remind) (?:you|us|me)\b|(?:say|mention|explain|talk about|speak|discuss it|discuss this|discuss that|take (?:any )?questions|read (?:it|this|out)|present (?:it|this|my|you)|meet (?:again|when|in|back|at|here)|see (?:you|each other)|introduce|open (?:it|this|up)|mute|unmute|look at (?:this|that|it|these|some)|turn (?:to|it|over)|check (?:it|that|this) (?:now|out)|keep it (?:short|brief|quick)|be (?:quick|brief|short))\b)/;

/** What lies in the meeting room: nobody's work. */
const equipment =
  /\b(?:power ?point|projector|laptops?|microphones?|mike|headset|cables?|pens?|white ?board|smart ?board|my screen|the screen share)\b/;

function weighPlace(cue: Cue, { unit, language, people, shape, answered }: CueContext, add: Add): void {
  const toOthers = fromOthers.has(cue.kind);
  const inWrapUp = shape.inWrapUp(unit);
  const called = toOthers && isCalled(cue, unit, people);
  add(inWrapUp, 'wrap-up', 1.5);
  add(!inWrapUp && shape.nearMarker(unit), 'near a marker', 0.5);
  add(
    cue.kind === 'open-need' && aPerson.test(cue.subject) && !canOnly.test(unit.lower),
    'wants a person',
    1,
  );
  add(inWrapUp && ofGroup.has(cue.kind) && deliverable.test(cue.task), 'left to do', 0.5);
  add(shape.position(unit) < 0.08, 'opening', -0.5);
  const isDatedPlan = ofGroup.has(cue.kind) && language.date.test(unit.lower);
  add((toOthers || isDatedPlan) && shape.chair !== '' && unit.speaker === shape.chair, 'by the chair', 0.5);
  add(called, 'by name', 1);
  add(cue.kind === 'imperative' && !called && !/\bplease\b/.test(unit.lower), 'called to nobody', -1);
  add(toOthers && answered === 'accepted', 'accepted', 1.5);
  add((toOthers || cue.kind === 'offer') && answered === 'nodded', 'nodded at', 0.5);
  add(cue.kind === 'offer' && answered === 'accepted', 'offer taken', 1);
  add((toOthers || ofGroup.has(cue.kind) || cue.kind === 'offer') && answered === 'refused', 'refused', -4);
  add(cue.subject === 'who' && answered !== 'accepted', 'asked of anybody', -4);
}

/** "Somebody has to own that" looks for a person; "someone could press it" tells of one. */
const aPerson = /^(?:someone|somebody|one of us|one of you)$/;
const canOnly = /\b(?:someone|somebody|one of (?:us|you))(?: else)? (?:can|could|will|would|might|may)\b/;

const isCalled = (cue: Cue, unit: Unit, people: People): boolean =>
  (cue.kind !== 'assign-you' && cue.subject !== 'you' && people.names.has(cue.subject)) ||
  calledIn(cue.prefix === '' ? unit.before : cue.prefix, people) !== undefined ||
  calledLast(unit.lower, people) !== undefined;

/** A name in front: "Jonas, can you", "and marketing you are going to". */
export function calledIn(prefix: string, people: People): string | undefined {
  const words = prefix
    .replace(/[,.:;!?]/g, ' ')
    .trim()
    .split(/\s+/)
    .slice(-4);
  for (let from = 0; from < words.length; from++) {
    const name = words.slice(from).join(' ');
    if (people.names.has(name)) return name;
  }
  return undefined;
}

/** A name at the end: "please add the tests, Tom". */
export function calledLast(lower: string, people: People): string | undefined {
  const name = /, ([\p{L}'’-]+(?: [\p{L}'’-]+)?)[.?!]*$/u.exec(lower)?.[1];
  return name !== undefined && people.names.has(name) ? name : undefined;
}

const subordinate =
  /\b(?:that|which|who|what|how|where|why|because|so that|whether|if|when|whenever|than|until|while|as|like|where|than) (?:\w+ )?$/;
const reported =
  /\b(?:said|says|told (?:me|us|them)|asked (?:me|us|if|whether)|mentioned|thinks|thought|claims|wants|wanted)\b/;

/** What was promised and is done, or was promised some time ago. */
const isOver =
  /\b(?:it|that|this|which) (?:is|was) (?:already |all |now )?(?:done|fixed|finished|merged|solved|sent|over|live)\b/;
const longAgo =
  /\b(?:yesterday|last (?:week|month|year|time|spring|summer|autumn|winter|sprint)|\bago|back then)\b/;

/** An "if" that leaves nothing open: after what is said, and where somebody is asked. */
const polite = /\bif (?:i may|(?:at all )?possible|you (?:do not mind|please|will))\b/g;
const asking = /\bif you (?:can|could|would|want|like)\b/g;
const courtesy =
  /\bif (?:that is|that's|it is|it's|you|possible|needed|necessary|you like|you want|you do not mind|i may|i can)(?: (?:okay|ok|fine|alright|all right|possible|helps|helpful|like|want|do not mind|can|could))*[,.]?$/;

function weighDoubt(cue: Cue, { unit, language, people }: CueContext, add: Add): void {
  const clause = unit.lower;
  const asks = cue.kind === 'request';
  const isQuestion = /\?["')]*$/.test(unit.said) && !asks && !/\bright\?/.test(unit.said);
  const isGeneric = cue.kind === 'assign-you' && !isCalled(cue, unit, people) && !cue.progressive;
  const leavesOpen = (said: string) =>
    language.condition.test(
      (asks ? said.replace(asking, '') : said).replace(courtesy, '').replace(polite, '').trim(),
    );
  const isConditional = leavesOpen(`${cue.prefix} ${cue.task.toLowerCase()}`) || leavesOpen(unit.before);
  const around = `${cue.prefix.slice(-6)} ${clause.slice(cue.prefix.length, cue.prefix.length + 20)}`;
  add(cue.negated || /\b(?:not|never|no longer) $/.test(cue.prefix), 'negated', -6);
  add(language.hedge.test(clause), 'hedged', -1.5);
  add(isConditional, 'conditional', asks ? -1 : -2);
  add(subordinate.test(cue.prefix), 'subordinate', -1.5);
  add(cue.kind !== 'agreed' && reported.test(cue.prefix), 'reported', -1.5);
  add(language.habit.test(clause), 'habit', -2);
  add(isOver.test(clause) || (cue.kind === 'agreed' && longAgo.test(clause)), 'over', -3);
  add(isQuestion, 'question', -1.5);
  add(isGeneric, 'anybody may be meant', -1);
  add(/\bjust\b/.test(around), 'just', -0.5);
  add(unit.words > 45, 'rambling', -0.5);
  add(addressesMachine(unit.sentence), 'speaks to a machine', -10);
}
