import type { Understanding } from '../../contracts/assistant.ts';
import { findUrls } from '../../kit/find-urls.ts';
import { findCadence } from '../../kit/schedule.ts';
import { truncate } from '../../kit/text.ts';
import { foldMessage, type Message } from './fold-message.ts';
import { type Command, readCommand } from './read-command.ts';
import { readList } from './read-list.ts';
import { aboutDenied, aboutDoubted, aboutIssue, isHalfSaid, readOrder } from './read-order.ts';
import { asksPlainly, isQuestion, questionOf } from './read-question.ts';
import { readSmallTalk } from './read-small-talk.ts';
import { asksForWatch, asksToBeTold, hasSubject, readWatch } from './read-watch.ts';
import type { Situation } from './situation.ts';
import { option, type Unclear, unclear } from './unclear.ts';

const asksHelp =
  /^(?:help|help me|h|\?+|usage|commands?|options|menu|what can you do|what do you do|how does (?:this|it|lookout) work|how do i (?:use|start|begin).*|how (?:can|do) (?:i|you|we) use (?:this|you|it|lookout).*|who are you|what are you|what is this|what is lookout|what's lookout|what's this|instructions|manual|how to use.*|get started|i need help|need help)$/;
const negation =
  /\b(?:don't|dont|do not|never|no need to|need not|needn't|shouldn't|should not|didn't|did not|won't|will not|wouldn't|would not|not yet|not now|not anymore|please not|cannot|can't|without|stop not)\b[\s\w]{0,25}\b(?:stop|cancel|pause|resume|watch|monitor|track|tell|notify|alert|delete|remove|check|start|list|show|follow|ping|message|bother|look|create|file|open|make|update|assign|close|reopen|rename|move|set|mark|summari[sz]e|send|post)/;
const bareNegation =
  /^(?:no|nope|nah|not (?:this|that|now|yet|really)|never ?mind|nvm|forget it|no thanks)\b/;
const undecided =
  /\b(?:should|shall|could|would it|what if|maybe|perhaps|i wonder|thinking about|is it possible)\b.*\b(?:stop|pause|cancel|resume|remove|delete|(?:close|reopen|assign|move|rename) \S+-\d+|(?:create|file|open) (?:an? )?(?:issue|ticket|task))\b|\b(?:did|have|has|had|was|were)\b.*\b(?:stopped|paused|cancell?ed|removed|deleted)\b/;

/** In a monitor's thread "stop telling me about wording" may mean a kind of alert rather than the monitor. */
const stopsOnePart =
  /^(?:stop|quit|pause) (?:telling|alerting|notifying|pinging|sending|posting|warning)\b.*\b(?:about|for|on|when|if)\b/;

/** Words of greeting, thanks and the like, with nothing behind them. */
const chatter =
  /^(?:hi|hello|hey|thanks?|thank you|thx|ty|cheers|great|good|nice|cool|lol|haha|ok|okay|wow|yes|yeah|yep|no|nope|nah|sure|fine|perfect|awesome|got it|makes sense|never ?mind|nvm|stop|bye|good (?:morning|night)|morning|sorry|👍|🙏)(?:\b|$).{0,25}$/u;
const startsAsking = /^(?:what|when|where|who|whom|whose|which|why|how)\b/;
/** "Why" about Lookout's own silence or speech, as against why anything in the world is as it is. */
const whyLookout =
  /^(?:why|how come|why so .*|explain yourself)$|\b(?:you|lookout|tell|told|alert|alerts|alerted|notif\w*|ping|pinged|quiet|silent|silence|warn|warned)\b/;
/** "How is", "status of": about a monitor only where one is named as such. */
const namesMonitor =
  /\b(?:monitor|monitors|watch|watches|tracker|page|site|feed|alerts?)\b|\b(?:it|this|that)$|^(?:status|details?|show|info)$/;
const showsState = /^(?:status|state|how is|how's|what is the|what's the|details?|info)\b/;

/**
 * What a person meant, worked out without a model. Anything that could be an order but is denied, doubted or
 * half said is `unclear`: nothing ever acts on a guess.
 */
export function understandByRules(situation: Situation): Understanding {
  const { inMonitorThread, timeZone } = situation;
  const inConversation = situation.inConversation === true && !inMonitorThread;
  const message = foldMessage(situation.text);
  const { text, plain } = message;
  if (plain === '') return inConversation ? nothingAsked() : nothingSaid(inMonitorThread);
  if (asksHelp.test(plain)) return { kind: 'help' };
  const smallTalk = readSmallTalk(message, situation);
  if (smallTalk) return smallTalk;
  const listed = readList(plain);
  if (listed) return listed;
  const order = readOrder(message, situation);
  if (order) return order;
  if (asksPlainly(message)) return ask(message);

  const bare = maskUrls(plain);
  const hasUrl = findUrls(text).length > 0;
  const command = readCommand(plain);
  const isAsked = isQuestion(message);
  if (!inMonitorThread && isAsked && startsAsking.test(plain) && !asksToBeTold(plain)) {
    if (!command || !isOfMonitor(command, plain, inConversation)) return ask(message);
  }
  const wants = asksForWatch(plain, hasUrl);
  // "tell me when they don't …" denies nothing: only a denial of the order itself does.
  if (negation.test(beforeCondition(bare)) || bareNegation.test(bare))
    return inConversation ? nothingAsked() : denied(message, inMonitorThread);
  if (undecided.test(bare) && !wants)
    return aboutDoubted(message, situation) ?? doubtful(bare, inMonitorThread);
  if (inMonitorThread && stopsOnePart.test(plain)) return notUnderstood(text, true);
  if (inConversation && !wants && (command === null || !isNamedOrder(command)))
    return chatter.test(plain) ? nothingAsked() : ask(message);

  if (command && isWhole(command, plain, wants) && (inMonitorThread || isOfMonitor(command, plain, false)))
    return command;

  const found = findCadence(text, timeZone);
  if (found && !wants) {
    const changed = readCadenceChange(found.rest);
    if (changed !== undefined) return { kind: 'cadence', target: changed, cadence: found.cadence };
  }
  if (wants) {
    const rest = found?.rest ?? text;
    if (hasSubject(rest)) return readWatch(rest, found?.cadence ?? null);
    return whatToWatch();
  }
  if (isAsked) return ask(message);
  return aboutIssue(message) ?? notUnderstood(text, inMonitorThread);
}

const ask = (message: Message): Understanding => ({ kind: 'ask', question: questionOf(message) });

/** In a conversation only an order that names its monitor is one: "go on" asks for more words. */
const isNamedOrder = ({ kind, target }: Command): boolean =>
  target !== null && kind !== 'why' && kind !== 'show';

/** Whether words that may be about a monitor are: those about Lookout's silence, and what names one. */
function isOfMonitor({ kind }: Command, plain: string, inConversation: boolean): boolean {
  if (kind === 'why') return whyLookout.test(plain);
  if (kind === 'show' && showsState.test(plain)) return !inConversation && namesMonitor.test(plain);
  return true;
}

/** A page's address may hold any words; none of them is an order. */
function maskUrls(text: string): string {
  let masked = text;
  for (const { start, end } of findUrls(text).reverse())
    masked = `${masked.slice(0, start)}…${masked.slice(end)}`;
  return masked;
}

const beforeCondition = (plain: string): string =>
  /^(?:why|how come)\b/.test(plain)
    ? ''
    : (plain.split(/\b(?:when|whenever|if|as soon as|that)\b/)[0] ?? plain);

/** "stop" is an order; a command's verb inside a request to be told is not. */
const isWhole = (command: Command, plain: string, wants: boolean): boolean =>
  !wants ||
  command.kind === 'why' ||
  (command.target === null && plain.split(' ').length <= 4) ||
  /^(?:stop|pause|resume|cancel|delete|remove|unwatch|unfollow) /.test(plain);

/** "make it every hour", "check the pricing one every 10 minutes": the target, null for this thread, undefined when it is something else. */
function readCadenceChange(rest: string): string | null | undefined {
  const words = rest
    .toLowerCase()
    .replace(
      /\b(?:please|pls|instead|rather|only|just|now|from now on|thanks|ok|okay|could you|can you|would you|will you|i'd like|i want|you to|let's)\b/g,
      ' ',
    )
    .replace(/^[\s,.!?]+|[\s,.!?]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return null;
  const match =
    /^(?:change|set|switch|make|check|look at|look|run|poll|read|do|refresh|update|reduce|increase|slow|speed)\b\s*(?<target>.*?)(?:\s*(?:up|down))?(?:\s*\b(?:to|at|on|be|run|it be))?$/.exec(
      words,
    );
  if (!match) return undefined;
  const target = (match.groups?.target ?? '')
    .replace(/^(?:the|my|our) /, '')
    .replace(/\b(?:the )?(?:cadence|schedule|frequency|interval|rhythm|timing)\b(?: (?:of|for))?/g, '')
    .replace(/\b(?:monitor|one|page|watch)$/, '')
    .replace(/\b(?:to|at)$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return target === '' || /^(?:it|this|that|this page|at it|at this)$/.test(target) ? null : target;
}

const threadOptions = [option('Check now'), option('Pause'), option('Stop'), option('Why so quiet?', 'why')];
const channelOptions = [option('List monitors', 'list'), option('Help')];

const nothingSaid = (inThread: boolean): Unclear =>
  unclear(
    inThread ? 'What should happen with this monitor?' : 'What should be watched?',
    inThread ? threadOptions : channelOptions,
  );
const nothingAsked = (): Unclear => unclear('What else would you like to know?', [option('Help')]);
function denied(message: Message, inThread: boolean): Unclear {
  const ofWork = inThread && !/\b[A-Z][A-Z0-9]{0,9}-\d/.test(message.said) ? null : aboutDenied(message);
  const options = inThread ? threadOptions : channelOptions;
  return ofWork ?? unclear('Nothing was changed. What should happen instead?', options);
}
const whatToWatch = (): Unclear =>
  unclear('Which page, or about what? Name it in one sentence.', channelOptions);

function doubtful(plain: string, inThread: boolean): Unclear {
  const verb = /\b(stop|pause|cancel|resume|remove|delete)/.exec(plain)?.[1] ?? 'stop';
  const label = verb === 'pause' ? 'Pause' : verb === 'resume' ? 'Resume' : 'Stop';
  return unclear(
    `${label} it?`,
    inThread ? [option(label), option('Check now'), option('Why so quiet?', 'why')] : channelOptions,
  );
}

/** Chatter, thanks, half a sentence: one short question, and the likeliest reading as a button. */
function notUnderstood(text: string, inThread: boolean): Unclear {
  if (inThread) return unclear('What should happen with this monitor?', threadOptions);
  const looksLikeTopic =
    text.split(' ').length >= 2 &&
    text.length <= 300 &&
    !/^(?:hi|hello|hey|thanks|thank|thx|good|great|nice|cool|lol|ok|okay|wow|yes|no|how|who|sorry|bye|morning)\b/i.test(
      text,
    );
  if (findUrls(text).length > 0 || looksLikeTopic) {
    return unclear('Should this be watched?', [
      option('Watch it', truncate(`watch ${text}`, 1_900)),
      option('Ask it', truncate(`ask ${text}`, 1_900)),
      ...channelOptions,
    ]);
  }
  return unclear('What should be done? Name a page to watch, or ask a question.', channelOptions);
}

/**
 * Whether the rules' answer is certain: an order in so many words, or a denial. A model is asked about
 * the rest. What is denied or doubted stays unclear whatever a model makes of it.
 */
export function isPlain(understood: Understanding, situation: Situation): boolean {
  const message = foldMessage(situation.text);
  const { plain } = message;
  const bare = maskUrls(plain);
  switch (understood.kind) {
    case 'watch':
      return false;
    case 'ask':
      return isQuestion(message);
    case 'unclear':
      return (
        plain === '' ||
        readSmallTalk(message, situation) !== null ||
        isHalfSaid(message, situation) ||
        negation.test(beforeCondition(bare)) ||
        bareNegation.test(bare) ||
        undecided.test(bare)
      );
    default:
      return true;
  }
}
