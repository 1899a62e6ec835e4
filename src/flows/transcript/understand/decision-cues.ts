import type { Language } from './cues.ts';
import type { Unit } from './split-units.ts';

const choiceVerb =
  '(?:go(?:ing)? (?:with|for|ahead with)|stick(?:ing)? (?:to|with)|stay(?:ing)? with|settle (?:on|for)|opt for|leave (?:it|that) (?:at|as)|keep(?:ing)? (?!in mind|going)(?:\\w+)|drop(?:ping)?|skip(?:ping)?|leave out|(?:postpone|defer|delay)|hold off|push .{0,40}?(?:to|out|back)|move .{0,40}?(?:to|into|out)|rule out|do without|get rid of|wait (?:for|until)|revisit|target|aim (?:for|at|to)|plan (?:on|for)|only (?:have|need|use))\\b';
const group =
  '(?:let us|we(?= (?:just )?(?:go with|stick|stay with|keep|postpone|drop|skip))|we (?:will|are|are going to|should|can|could|would|shall)|sounds like we(?: are)?|(?:i think|i guess|so) we(?: are| will)?)';
const choice = new RegExp(
  `\\b${group}(?: (?:just|then|all|probably|also|going to|is|be)){0,3} ${choiceVerb}|^just (?:${choiceVerb})`,
);
const notYet =
  /\b(?:(?:have|need|want|try|trying|able|going|yet|used|time|got|remains) to (?:decide|agree|settle|make|discuss|see)|(?:once|until|when|if|whether|before|after|not|never|nobody|did|do) (?:\w+ ){0,4}?(?:decided|agreed|settled|decision)|not (?:yet )?(?:been )?(?:decided|agreed))\b/;
const plan =
  /\bwe (?:will|are going to|shall|only|just|do not)(?: just| only| all| then| also| not| have to| need to)* (?:use|have|include|need|make|put|do|add|support|target|ship|release|require|offer|integrate|incorporate)\b/;
/** "From June on we stop the rota": a plain present. */
const weDo =
  /\bwe (?:just |then |simply |only )?(?:stop|drop|keep|start with|move|go|use|take|skip|stay|switch|launch|ship|release|cancel|postpone)\b/;
const thingIs =
  /^(?!i |you |he |she |we )(?:.{2,50}? )?(?:will|(?:is|are) going to|has to|have to|must|should) (?:also |just |only |not |all )*(?:be|have|use|include|control|feature|target|contain|look|come|work|run|get)\b/;
const moves =
  /\b(?:is|are) (?:now |then |being )?(?:moving to|going in|accepted|approved|rejected|postponed|deferred|confirmed|out of scope|in scope|off the table|in favou?r)\b/;
const confirms =
  /\b(?:are we|is everyone|is everybody|are you|everybody|everyone|all)(?: all| guys| both)? (?:happy|okay|ok|agreed|fine|good|in favou?r)(?: with| about| on| to)?\b|\bshall we (?:agree|say|go|use|just|take|keep)\b/;
const proposes =
  /\b(?:how about|what if we|why do not we|i would say|i suggest|i propose|(?:my|the) (?:suggestion|proposal) (?:is|would be)|i would like to (?:stick|keep|go)|it is (?:fine|okay|better|best) (?:if|to)|is (?:the )?(?:better|best)(?: option| choice)?)\b/;
/** "So regular chip.": what is left when all is said, at the head of a sentence. */
const concludes = /^(?:(?:okay|ok|alright|right|yeah|yes|well|mm-hmm|um+|uh+)[,.\s]+)*(?:so|then)\b/i;
const opensAnew =
  /^(?:what|how|who|where|when|why|which|if|i|you|he|she|they|it|that|this|these|those|there|do|does|did|is|are|anyway|any|all|next|first|let us (?:see|say)|we (?:\w+ed|made|went|got|had|were|could|can|have to)\b)\b/;
const aboutMeeting =
  /\b(?:agenda|presentations?|slides?|minutes|lunch|break|screen|meeting|call|report|notes|laptop|next (?:point|topic|item)|move on|get started|come back|on to|go (?:through|over|back|around))\b/;
const doubtful =
  /\b(?:if|whether|not sure|did we|do we|should we|maybe|perhaps|might|would you|who|what do|i wonder|depends)\b/;
const earlier = /\b(?:last (?:time|week|meeting|call)|earlier|already|previously|back then)\b/;

/** "So that is decided": said of what stands before. */
export const settlesWhatWasSaid = (unit: Unit, language: Language): boolean =>
  language.decision.test(unit.lower) &&
  !notYet.test(unit.lower) &&
  unit.words <= 8 &&
  !/\?["')]*$/.test(unit.said);

/** What speaks for a clause's stating something settled, as log-odds by hand; zero and less is nothing. */
export function weighDecision(unit: Unit, language: Language): number {
  const { lower, said, words } = unit;
  const isEnglish = language.code === 'en';
  const isSettled = language.decision.test(lower) && !(isEnglish && notYet.test(lower));
  if (!isEnglish) return isSettled ? 1.5 : 0;
  const cues = [
    isSettled ? 2.5 : 0,
    choice.test(lower) ? 1.5 : 0,
    plan.test(lower) ? 0.5 : 0,
    weDo.test(lower) ? 0.5 : 0,
    thingIs.test(lower) ? 0.5 : 0,
    moves.test(lower) ? 1 : 0,
    confirms.test(lower) ? 1 : 0,
    proposes.test(lower) ? 0.5 : 0,
    words <= 14 && concludes.test(said) && !opensAnew.test(lower) ? 0.5 : 0,
  ];
  const best = Math.max(...cues);
  if (best === 0) return 0;
  const more = cues.filter((cue) => cue > 0).length > 1 ? 0.5 : 0;
  const asks = /\?["')]*$/.test(said) && !confirms.test(lower) && !/\bright\?/.test(said);
  return (
    best +
    more -
    (asks ? 2 : 0) -
    (doubtful.test(lower) && !confirms.test(lower) ? 1.5 : 0) -
    (aboutMeeting.test(lower) ? 1.5 : 0) -
    (words > 40 ? 0.5 : 0) -
    (/\bfor now\b|\bi (?:seem to|do not|can not)\b/.test(lower) ? 1 : 0) -
    (isSettled && earlier.test(lower) ? 0.5 : 0) -
    (/\p{L}-[.,]?$/u.test(said) ? 1 : 0)
  );
}
