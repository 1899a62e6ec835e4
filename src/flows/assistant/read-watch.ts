import type { Understanding } from '../../contracts/assistant.ts';
import type { Cadence } from '../../contracts/discovery.ts';
import { asksOnce } from '../../kit/asks-once.ts';
import { isFrontPage } from '../../kit/canonical-url.ts';
import { findUrls, withoutUrls } from '../../kit/find-urls.ts';
import { oneLine } from '../../kit/text.ts';

export type Watch = Extract<Understanding, { kind: 'watch' }>;

/** Ways to ask for being told. */
const asksToTell =
  /\b(?:tell|let|notify|alert|inform|ping|warn|message|remind|update|dm|email|shout at|text|give) (?:me|us|him|her|them|everyone|people|the team|this channel|the channel|here|@\S+|<@\w+>)\b|\b(?:notify|alert|ping|shout|warn|tell|say something|speak up|post here|post)\b.{0,20}\b(?:when|whenever|if|as soon as|once|about|on)\b/;
const asksToWatch =
  /(?:^|\b(?:and|to|please|you|should|must|let's|lets|also|then) )(?:watch|monitor|track|follow|observe|keep (?:an |a close |a )?(?:eye|eyes|watch|tabs|track) (?:on|of)|look out for|lookout for|be on the lookout for|stay on top of|subscribe to|keep (?:me|us) (?:posted|updated|informed|in the loop)(?: on| about| of)?|check (?:if|whether|when|for)|look for)\b/;
const asksToKnow =
  /\b(?:want|need|like|love|have) to (?:know|hear|be (?:told|notified|alerted|informed|pinged))\b|\bhear (?:about|when|if)\b|\bany (?:news|changes?|updates?) (?:on|about|to|at)\b/;
const whenFirst =
  /^(?:when|whenever|if|as soon as|once)\b.{3,}(?:,|\bthen\b|\bplease\b).{0,40}\b(?:tell|let|notify|alert|ping|inform|warn|message|say|shout)\b/;
const eventOnly =
  /^(?:when|whenever|as soon as)\b.{8,}\b(?:changes?|drops?|falls?|rises?|goes|gets?|is|are|becomes?|releases?|launch(?:es)?|opens?|available|published|posted|appears?)\b/;
const changesOnly = /^(?:(?:any )?(?:changes?|updates?|news)|new \w+|price(?: changes| drops)?)\b.{0,60}$/;

/** Whether the words ask to be told about something. A page's address alone asks it too. */
export function asksForWatch(plain: string, hasUrl: boolean): boolean {
  if (asksToTell.test(plain) || asksToWatch.test(plain) || asksToKnow.test(plain) || whenFirst.test(plain))
    return true;
  if (eventOnly.test(plain)) return true;
  return (
    hasUrl &&
    (changesOnly.test(plain.replace(/https?:\S+/g, 'it')) ||
      plain.replace(/<?https?:\S+|\S+\.\S+/g, '').replace(/[\s.,!?]/g, '').length === 0)
  );
}

/** Whether the words ask, in so many words, to be told something later or at once. */
export const asksToBeTold = (plain: string): boolean => asksToTell.test(plain) || asksToKnow.test(plain);

/** Whether there is more than "tell me when it changes" without any "it". */
export function hasSubject(text: string): boolean {
  if (findUrls(text).length > 0) return true;
  const subject = text
    .toLowerCase()
    .replace(/[’']/g, "'")
    .replace(
      /\b(?:please|can|could|would|will|you|tell|let|notify|alert|inform|ping|warn|message|me|us|know|watch|monitor|track|follow|keep|an|eye|on|when|whenever|if|as soon as|once|it|this|that|these|those|the|a|page|site|website|something|anything|everything|stuff|changes?|changed|updates?|updated|happens?|happened|is|are|was|there|for|to|of|at|about|new|and|every|time|i|want|need|be|told|here|something's)\b/g,
      ' ',
    )
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return subject.length >= 2;
}

/** The request as a watch. `text` is in the person's spelling, without its cadence. */
export function readWatch(text: string, cadence: Cadence | null): Watch {
  // "the price on https://example.com/" names a site to look through; "watch https://example.com/" names a page.
  const isSite = hasSubject(withoutUrls(text)) ? isFrontPage : () => false;
  const urls = findUrls(text).filter(({ url, isDomain }) => !isDomain && !isSite(url));
  const request = oneLine(
    text
      .replace(/^(?:(?:hey|hi|hello|ok|okay|so|please|pls|thanks)\b[\s,!.]*)+/i, '')
      .replace(/\s+([.,!?])/g, '$1')
      .replace(/[\s,;:]+$/, ''),
  );
  return {
    kind: 'watch',
    request,
    urls: [...new Set(urls.map(({ url }) => url))],
    cadence,
    mode: asksOnce(text) ? 'once' : 'every',
  };
}
