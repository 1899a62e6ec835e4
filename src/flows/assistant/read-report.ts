import type { Understanding } from '../../contracts/assistant.ts';
import { findUrls } from '../../kit/find-urls.ts';
import { findCadence } from '../../kit/schedule.ts';
import type { Message } from './fold-message.ts';

type Kinds = 'client' | 'weekly' | 'summarize' | 'requirements';
export type Report = Extract<Understanding, { kind: Kinds }>;

const kinds = '(?:clients?|customers?|accounts?)';
const clients: readonly RegExp[] = [
  new RegExp(`^${kinds}:? (?<name>.+)$`, 'iu'),
  new RegExp(
    `^(?:(?:give|show|tell) (?:me|us) )?(?:the |a |an )?(?:status|state|news|update|brief(?:ing)?|overview|summary|report)(?: report)? (?:of|on|for|about|from|with) (?:the |our )?${kinds} (?<name>.+)$`,
    'iu',
  ),
  new RegExp(
    `^(?:how|what)(?:'s| is) (?:the (?:status|state) of |up with |new with |new at |happening with |going on with )?(?:the |our )?${kinds} (?<name>.+?)(?: doing| going)?$`,
    'iu',
  ),
];

const report = '(?:reports?|summar(?:y|ies)|updates?|briefs?|digests?|recaps?|round-?ups?)';
const weeklyNow = new RegExp(
  `^(?:(?:send|give|show|post|write|make)(?: me| us)? )?(?:the |a |our |this )?(?:weekly(?: ${report})?|(?:summary|report|recap) of (?:the|this|last) week|week in (?:short|review))(?: (?:now|here|please))?$`,
  'iu',
);
const weekIn = /^(?:summari[sz]e|sum up|recap) (?:the|this|last|our) week$/i;
const weeklyOff = new RegExp(
  `^(?:stop|cancel|end|quit|turn off|switch off|disable|remove|no more|unsubscribe from)(?: (?:sending|posting))? (?:the |our |this |my )?weekly(?: ${report})?(?: here| in this channel)?$|^weekly(?: ${report})? off$`,
  'iu',
);
const weeklyStart = new RegExp(
  `^(?:(?:send|give|show|post|write|schedule|make)(?: me| us)? )?(?:the |a |our |this )?weekly(?: ${report})?\\b(?<rest>.*)$`,
  'iu',
);

const summed =
  /^(?:summari[sz]e|sum up|recap|summary(?: of)?|(?:give|write|show|make)(?: me| us)? (?:a |the )?(?:quick |short )?(?:summary|recap|tl;?dr) of|tl;?dr(?: of)?|what happened (?:in|at)|what did (?:i|we) miss in)(?: (?<what>.+))?$/i;
const aMeeting =
  /^(?:the |our |my )?(?:last|latest|most recent|previous|this|today's|yesterday's|this morning's|the)?\s*(?:meeting|call|sync|stand-?up|transcript|recording|retro|1:1)(?: here| in this channel)?$/i;
const aThread =
  /^(?:(?:the|this|that|our)\s+)?(?:thread|discussion|conversation|above|this|that|it|all (?:of )?(?:this|that)|everything(?: above| here)?)(?: here| above)?$/i;

const aPage =
  /^(?:(?:read|list|extract|get|find|show|pull|review|import|propose|make)\b\s*(?:me |us |out )?(?:the |all |all the )?)?(?:requirements?|reqs|specs?)\b(?:\s+(?:of|from|in|on|for|at|page))*:?\s*/i;

const dayMinutes = 1_440;

/** A wish for a report: a client's, a week's, a meeting's or thread's, a page's requirements. Null when it is none. */
export function readReport(message: Message, timeZone: string): Report | null {
  return (
    readClient(message) ?? readWeekly(message, timeZone) ?? readSummary(message) ?? readRequirements(message)
  );
}

function readClient({ said, text }: Message): Report | null {
  for (const pattern of clients) {
    const name = pattern
      .exec(said)
      ?.groups?.name?.replace(/^["“](.+)["”]$/u, '$1')
      .trim();
    // "Client side rendering is broken again" speaks of no client.
    if (!name || name.split(' ').length > 4 || findUrls(name).length > 0) continue;
    if (pattern === clients[0] && /\?\s*$/.test(text) && !/^\p{Lu}/u.test(name)) continue;
    return { kind: 'client', name: name.slice(0, 120) };
  }
  return null;
}

function readWeekly({ said }: Message, timeZone: string): Report | null {
  if (weeklyOff.test(said)) return { kind: 'weekly', when: 'off', cadence: null };
  if (weeklyNow.test(said) || weekIn.test(said)) return { kind: 'weekly', when: 'now', cadence: null };
  const rest = weeklyStart.exec(said)?.groups?.rest;
  const found = rest ? findCadence(rest, timeZone) : null;
  if (
    !found ||
    found.rest.replace(/\b(?:here|to|in|on|at|this|the|channel|report|please|from now on)\b|[\s.,:;-]/gi, '')
  )
    return null;
  // A report of a week, hour by hour, would be noise.
  if (found.cadence.kind === 'every' && found.cadence.minutes < dayMinutes) return null;
  return { kind: 'weekly', when: 'schedule', cadence: found.cadence };
}

function readSummary({ said }: Message): Report | null {
  const match = summed.exec(said);
  if (!match) return null;
  const what = match.groups?.what?.trim() ?? '';
  if (aMeeting.test(what)) return { kind: 'summarize', what: 'meeting' };
  return what === '' || aThread.test(what) ? { kind: 'summarize', what: 'thread' } : null;
}

function readRequirements({ text, said }: Message): Report | null {
  const match = aPage.exec(said);
  const [url, ...others] = findUrls(text).filter(({ isDomain }) => !isDomain);
  if (!match || !url || others.length > 0) return null;
  const rest = said.slice(match[0].length).trim();
  return /^<?https?:\/\/\S+$/i.test(rest) ? { kind: 'requirements', url: url.url } : null;
}
