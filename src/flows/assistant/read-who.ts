import type { Understanding } from '../../contracts/assistant.ts';
import type { Message } from './fold-message.ts';
import { spokenName } from './read-attributes.ts';

export type Who = Extract<Understanding, { kind: 'who' }>;

const everybody =
  /^(?:who(?:'s| is)? (?:on|doing|working on) what|who (?:does|has) what|(?:show |list )?(?:me )?(?:all |the )*open issues(?: by person)?|what(?:'s| is| are|'re)? (?:everybody|everyone|we|the team|people) (?:working on|on|up to|doing|busy with))(?: (?:now|today|right now|this week|at the moment|currently))?$/i;
const topical =
  /^who(?:'s| is| are)?(?: currently| now| all)? (?:working |busy )?on (?<topic>.+?)(?: (?:now|today|right now|at the moment|currently))?$/i;
const personal =
  /^what(?:'s| is| are|'re| am|'m) (?<person><@[UW][A-Z0-9]+(?:\|[^>]*)?>|@?[\p{L}][\p{L}\p{M}.'-]*(?: \p{Lu}[\p{L}\p{M}.'-]*){0,2}) (?:working on|on|up to|doing|busy with)(?: (?:now|today|right now|this week|at the moment|currently))?$/u;
const mine =
  /^(?:(?:show|list)(?: me)? )?(?:my (?:open )?(?:issues|tasks|tickets|to-?dos?|work)|what(?:'s| is) on my (?:plate|list|desk)|what (?:do|should) i (?:have to do|work on(?: next)?)|(?:issues|tasks|tickets) (?:of mine|assigned to me))$/i;
const theirs =
  /^(?:(?:show|list)(?: me)? )?(?:(?:open )?(?:issues|tasks|tickets) (?:of|assigned to|for) (?<of>.+)|(?<whose>[\p{L}][\p{L}\p{M}.'-]*(?: \p{Lu}[\p{L}\p{M}.'-]*){0,2})'s (?:open )?(?:issues|tasks|tickets))$/iu;
/** Words that stand where a name would, and name nobody. */
const noName =
  /^(?:it|this|that|these|those|there|here|you|lookout|the|a|an|he|she|they|being|going|something|anything|next|new|page|status|all|which|open)$/i;

/** Who is on what, in so many words; null when it is something else. */
export function readWho({ said }: Message): Who | null {
  const words = said.replace(/^(?:tell|show) (?:me|us) (?=who\b|what\b)/i, '');
  if (everybody.test(words)) return who(null, null);
  if (mine.test(words)) return who('me', null);
  const person =
    personal.exec(words)?.groups?.person ??
    theirs.exec(words)?.groups?.of ??
    theirs.exec(words)?.groups?.whose;
  if (person !== undefined) {
    if (noName.test(person)) return null;
    return who(/^(?:i|me|myself)$/i.test(person) ? 'me' : spokenName(person), null);
  }
  const topic = topical.exec(words)?.groups?.topic;
  return topic && !/^(?:it|this|that|call|holiday|vacation|leave|duty)$/i.test(topic)
    ? who(null, topic.slice(0, 200))
    : null;
}

const who = (person: string | null, topic: string | null): Who => ({ kind: 'who', person, topic });
