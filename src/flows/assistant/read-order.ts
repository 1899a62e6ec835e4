import type { Understanding } from '../../contracts/assistant.ts';
import { truncate } from '../../kit/text.ts';
import type { Message } from './fold-message.ts';
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
  if (/^(?:the )?(?:requirements|reqs)$/.test(message.plain))
    return unclear('Requirements of which page? Give the address of a Notion page.', [option('Help')]);
  return readWho(message);
}

function readActing(message: Message, situation: Situation): Understanding | null {
  const create = readCreate(message, situation);
  if (create) {
    if (create.title === '')
      return unclear('What should the issue say? Write it after "create issue:".', [option('Help')]);
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
  return unclear(`Change ${identifier}?`, [again('Yes', message), ...issueOptions(identifier).slice(-1)]);
}

/** The same words, this time as an order. */
const again = (label: string, { said }: Message) => option(label, truncate(said, 1_900));

const issueOptions = (identifier: string): Unclear['options'] => [
  option('Done', `update ${identifier} to done`),
  option('In progress', `update ${identifier} to in progress`),
  option('Assign to me', `assign ${identifier} to me`),
  option('How is it?', `ask how is ${identifier}`),
];

const whatOfIssue = (identifier: string): Unclear =>
  unclear(`What should change on ${identifier}?`, issueOptions(identifier));

/** Talk that names one issue and orders nothing: what could be meant, as buttons. The bare identifier asks about it. */
export function aboutIssue({ said, text }: Message): Understanding | null {
  const named = [...new Set(said.match(/\b[A-Z][A-Z0-9]{0,9}-\d{1,7}\b/g) ?? [])];
  const [identifier] = named;
  if (!identifier || named.length > 1) return null;
  if (/^(?:(?:show|status of|state of|details of)(?: me)? )?\S+$/i.test(said))
    return { kind: 'ask', question: text };
  return whatOfIssue(identifier);
}

/** Whether words that look like an order are wondered about or doubted: no model makes an order of them. */
export function isHalfSaid(message: Message, situation: Situation): boolean {
  const acting = readActing(message, situation);
  return acting?.kind === 'unclear' && (wonders(message) || hasDoubt(message.said));
}
