import type { Understanding } from '../../contracts/assistant.ts';
import { findUrls } from '../../kit/find-urls.ts';
import { truncate } from '../../kit/text.ts';
import { foldMessage, type Message } from './fold-message.ts';
import { readCreate } from './read-create.ts';
import { readReport } from './read-report.ts';
import { hasDoubt, readUpdate } from './read-update.ts';
import { readWho } from './read-who.ts';
import type { Situation } from './situation.ts';
import { option, type Unclear, unclear } from './unclear.ts';

/** "Close ENG-12?" wonders; "can you close ENG-12?" orders. */
const wonders = ({ text }: Message): boolean =>
  /\?\s*$/.test(text) && !/\b(?:can|could|would|will) you\b/i.test(text);
const saysReport = /\b(?:reports?|summar\w+|updates?|briefs?|digests?|recaps?)\b/;

/**
 * An order about work or a wish for a report, in so many words; unclear where it is wondered about or half said, null
 * where the words are neither.
 */
export function readOrder(message: Message, situation: Situation): Understanding | null {
  const acting = readActing(message, situation);
  if (acting) return acting;
  const report = readReport(message, situation.timeZone);
  // In a monitor's thread "weekly" says how often to look.
  const isCadence = report?.kind === 'weekly' && situation.inMonitorThread && !saysReport.test(message.plain);
  if (report && !isCadence) return report;
  return readWho(message) ?? readHalf(message, situation);
}

const bareCreate = /^(?:create|make|file|add|raise|new)(?: (?:me|us|an?|one|new|another))*$/;
const bareUpdate =
  /^(?:update|close|re-?open|assign|unassign|rename)(?: (?:it|this|that|an?|the|(?:issue|ticket|task)))*$/;
const bareClient = /^(?:the )?(?:client|customer|account)$/;
/** "requirements", "requirements of the billing page": a page, but no address. */
const ofSomePage =
  /^(?:(?:read|list|extract|get|import|pull)(?: me| us)? )?(?:all )?(?:the )?(?:requirements|reqs)\b(?<of>.*)$/;

/** The beginning of an order with what it is about left out: that is asked for. */
function readHalf(message: Message, { inMonitorThread, inConversation }: Situation): Unclear | null {
  const { plain, text } = message;
  if (bareCreate.test(plain)) return whatToCreate();
  if (bareClient.test(plain))
    return unclear('Which client? Write the name after "client".', [option('Help')]);
  const page = ofSomePage.exec(plain)?.groups?.of;
  if (page !== undefined && !wonders(message) && findUrls(text).length === 0) {
    if (page === '' || (!inConversation && page.trim().split(' ').length <= 8))
      return unclear('Which page? Give its address in Notion: "requirements https://…".', [option('Help')]);
  }
  if (!inMonitorThread && bareUpdate.test(plain))
    return unclear('Which issue? For example: update ENG-12 to done.', [option('Help')]);
  return null;
}

const whatToCreate = (): Unclear =>
  unclear('What should the issue say? Write it after "create issue:".', [option('Help')]);

function readActing(message: Message, situation: Situation): Understanding | null {
  const create = readCreate(message, situation);
  if (create) {
    if (create.title === '') return whatToCreate();
    if (!wonders(message)) return create;
    return unclear('Create this issue?', [again('Create it', message)]);
  }
  const update = readUpdate(message, situation);
  if (!update) return null;
  const { identifier, change } = update;
  if (change === null) return whatOfIssue(identifier);
  if (!wonders(message)) return { kind: 'update', identifier, change };
  // "ENG-12 done?" asks about it.
  if (/^[a-z][a-z0-9]*-\d/i.test(message.said))
    return { kind: 'ask', question: message.text.slice(0, 2_000) };
  return changeIt(identifier, message);
}

const changeIt = (identifier: string, order: Message): Unclear =>
  unclear(`Change ${identifier}?`, [again('Yes', order), howIsIt(identifier)]);

/** The same words, this time as an order. */
const again = (label: string, { said }: Message) => option(label, truncate(said, 1_900));

const issueOptions = (identifier: string): Unclear['options'] => [
  option('Done', `update ${identifier} to done`),
  option('In progress', `update ${identifier} to in progress`),
  option('Assign to me', `assign ${identifier} to me`),
  howIsIt(identifier),
];
const howIsIt = (identifier: string) => option('How is it?', `ask how is ${identifier}`);

const whatOfIssue = (identifier: string): Unclear =>
  unclear(`What should change on ${identifier}?`, issueOptions(identifier));

/** Talk that names one issue and orders nothing: what could be meant, as buttons. The bare identifier asks about it. */
export function aboutIssue({ said, text }: Message): Understanding | null {
  const identifier = onlyIssue(said);
  if (!identifier) return null;
  if (/^(?:(?:show|status of|state of|details of)(?: me)? )?\S+$/i.test(said))
    return { kind: 'ask', question: text };
  return whatOfIssue(identifier);
}

/** The one issue that words name. */
function onlyIssue(said: string): string | undefined {
  const named = new Set(said.match(/\b[A-Z][A-Z0-9]{0,9}-\d{1,7}\b/g) ?? []);
  return named.size === 1 ? [...named][0] : undefined;
}

/** Words before an order that make it a thought. */
const doubtfully =
  /^(?:(?:so|and|but|or|well|hm+)[\s,]+)*(?:maybe|perhaps|(?:i (?:think|guess|wonder (?:if|whether)) |what if )?(?:(?:should|shall|could|can) (?:we|i|you)|(?:we|i|you) (?:should|could|can|might|may)|(?:we|i|you)))[\s,]+/i;

/** An order about work that is only thought about ("should we close ENG-2?"): the order as a button. Null: it is about something else. */
export function aboutDoubted({ said }: Message, situation: Situation): Unclear | null {
  const order = foldMessage(said.replace(doubtfully, ''));
  const acting = readActing(order, situation);
  if (acting?.kind === 'create') return unclear('Create this issue?', [again('Create it', order)]);
  if (acting?.kind === 'update') return changeIt(acting.identifier, order);
  const identifier = onlyIssue(said);
  return identifier ? whatOfIssue(identifier) : null;
}

/** What is said to a denial outside a monitor's thread; null where it denies something about monitors. */
export function aboutDenied({ said, plain }: Message): Unclear | null {
  const identifier = onlyIssue(said);
  if (identifier) return unclear(`Nothing was changed on ${identifier}.`, [howIsIt(identifier)]);
  if (/\b(?:issues?|tickets?|tasks?|bugs?|to-?dos?)\b/.test(plain))
    return unclear('No issue was created or changed.', [option('Help')]);
  return ofMonitors.test(plain) ? null : unclear('Nothing was changed.', [option('Help')]);
}

const ofMonitors =
  /\b(?:stop|cancel|pause|resume|watch|monitor|track|tell|notify|alert|delete|remove|check|follow|ping|message|bother|look)\b/;

/** Whether words that look like an order are wondered about or doubted: no model makes an order of them. */
export function isHalfSaid(message: Message, situation: Situation): boolean {
  const acting = readActing(message, situation);
  return acting?.kind === 'unclear' && (wonders(message) || hasDoubt(message.said));
}
