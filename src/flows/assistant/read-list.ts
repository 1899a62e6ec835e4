import type { Understanding } from '../../contracts/assistant.ts';

const asksList =
  /^(?:list|show|show me|display|give me|see|which|what|what are|what's)?\s*(?:all |the |of |me |my |our |your |every |everything |active |current |running |are |about )*(?:monitors?|watches|watchlist|watch list|trackers?)(?: (?:do (?:i|we|you) have|are there|are (?:running|active)|here|in this channel|of mine|i made|exist|have you got|everywhere|in all channels|in (?:the|this) workspace))*$/;
const asksWhat =
  /^(?:what|which)(?: all)?(?: (?:pages|sites|things|urls|stuff))?(?:'re| are| do| is| have| else are)? (?:you|we|i|lookout|being)(?: all)?(?: been)?(?: currently| still| now)? ?(?:watch|watching|watched|monitor|monitoring|monitored|track|tracking|tracked|follow|following|got|checking|looking at)(?: (?:for (?:me|us)|right now|now|here|at the moment|in this channel|everywhere|currently|today|in all channels|in (?:the|this) workspace))*$/;
const justList =
  /^(?:list|ls|monitors|list (?:them|it|all|everything|mine|here)|what's (?:being )?(?:watched|monitored|tracked|on)(?: here| right now| now)?|what is (?:being )?(?:watched|monitored|tracked)(?: here| right now| now)?|anything being watched(?: here)?|are you watching anything(?: here)?)$/;

/** A wish to see what is watched: here, one's own, or everywhere. Null when it is none. */
export function readList(plain: string): Extract<Understanding, { kind: 'list' }> | null {
  if (!asksList.test(plain) && !asksWhat.test(plain) && !justList.test(plain)) return null;
  if (/\b(?:my|mine|for me|i made|do i|am i)\b/.test(plain)) return { kind: 'list', scope: 'mine' };
  if (/\b(?:all|everywhere|everything|every|workspace)\b/.test(plain)) return { kind: 'list', scope: 'all' };
  return { kind: 'list', scope: 'channel' };
}
