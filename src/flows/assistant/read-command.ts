import type { Understanding } from '../../contracts/assistant.ts';
import { withoutUrls } from '../../kit/find-urls.ts';

type Verb = 'show' | 'pause' | 'resume' | 'stop' | 'check' | 'why';

/** Words that stand for the monitor of the thread, not for one to be named. */
const here =
  /^(?:it|this|that|this one|that one|this monitor|the monitor|that monitor|this watch|this thread|this page|the page|these|them|here|everything here|watching|watching it|watching this|watching that|watching this page|monitoring|monitoring this|tracking|tracking this|tracking it|checking|checking this|the alerts?|alerts?|notifications?|notifying (?:me|us)|telling (?:me|us)|pinging (?:me|us)|(?:sending |with )?(?:the |these |me |us )*(?:alerts|notifications|messages)|for now|for a while|immediately|at once|now|right now|again|asap|straight away)(?: (?:please|now|right now|for now|again|here|for a while|at once|immediately|asap))*$/;

interface CommandRule {
  verb: Verb;
  pattern: RegExp;
  /** May the rest name a monitor in any words? Otherwise only "it", "this" or nothing may follow. */
  takesName: boolean;
}

const rules: readonly CommandRule[] = [
  {
    verb: 'why',
    takesName: false,
    pattern:
      /^why (?:so |are you |is it |is this |were you |have you been |has it been |is everything )*(?:quiet|silent|no (?:news|alerts?|messages?|updates?)|nothing)\b/,
  },
  {
    verb: 'why',
    takesName: false,
    pattern:
      /^why (?:did(?:n't| not)|have(?:n't| not)|has(?:n't| not)|were(?:n't| not)|was(?:n't| not)|no\b|nothing|not\b|did|was|were)\b.*(?:tell|told|alert|notif|ping|say|said|hear|message|quiet|nothing|warn|silent|post)?/,
  },
  {
    verb: 'why',
    takesName: false,
    pattern:
      /^(?:why|how come|why\?|explain (?:why|yourself|the silence|this)|what (?:did you|have you) (?:suppress|ignore|skip|leave out|hold back).*)$/,
  },
  { verb: 'why', takesName: true, pattern: /^(?:why for|why with|why is|why about)\s+/ },
  {
    verb: 'stop',
    takesName: true,
    pattern:
      /^(?:stop|cancel|unwatch|quit|end|unfollow|unsubscribe(?: from)?|forget(?: about)?|kill|drop|delete|remove|turn off|switch off|shut off|don't bother with|no longer watch|get rid of)\b\s*/,
  },
  {
    verb: 'pause',
    takesName: true,
    pattern: /^(?:pause|suspend|halt|put on hold|hold|take a break from|freeze)\b\s*/,
  },
  {
    verb: 'resume',
    takesName: true,
    pattern:
      /^(?:resume|unpause|un-pause|continue|restart|carry on|go on|keep going|start again|start watching again|watch again|reactivate|turn on|switch on|wake up|unfreeze)\b\s*/,
  },
  {
    verb: 'check',
    takesName: true,
    pattern: /^(?:check|recheck|re-check|refresh|reload|look|have a look|take a look|poll|run|read)\b\s*/,
  },
  {
    verb: 'show',
    takesName: true,
    pattern:
      /^(?:show(?: me)?|display|details?(?: of| on| about| for)?|status(?: of| for)?|how is|how's|what is the (?:status|state) of|what's the (?:status|state) of|info(?: on| about)?)\b\s*/,
  },
];

/** Verbs that also begin requests to watch ("check if …", "look for …", "drop below …"). */
const saysWhen =
  /\b(?:if|when|whenever|whether|for changes|for new|for updates|as soon as|once|until|below|above|under|over)\b/;

export type Command = Extract<Understanding, { target: string | null; kind: Verb }>;

/** An order about a monitor that exists ("pause", "stop the pricing one", "check now", "why so quiet?"), or null. */
export function readCommand(plain: string): Command | null {
  for (const { verb, pattern, takesName } of rules) {
    const match = pattern.exec(plain);
    if (!match) continue;
    if (verb === 'why' && !takesName) return { kind: 'why', target: null };
    const rest = plain.slice(match[0].length).trim();
    if (isHere(rest)) return { kind: verb, target: null };
    // A name is short. What goes on for a sentence or more is talk that begins with a verb.
    if (rest.split(' ').length > 10 || /[.!?;]\s/.test(rest)) continue;
    const target = targetOf(rest);
    if (target === null) return { kind: verb, target: null };
    // "check if the price drops" asks to watch; "show me when it changes" too.
    if (saysWhen.test(rest) || (verb === 'check' && /https?:|every\b/.test(rest))) continue;
    return { kind: verb, target };
  }
  return null;
}

const isHere = (rest: string): boolean => rest === '' || here.test(rest);

/** "the pricing one" -> "pricing"; "watching the openai page now" -> "openai". Null: nothing that names one. */
function targetOf(rest: string): string | null {
  const name = rest
    .replace(/^(?:on|at|with|of|for|to|in|into|about|out|over)\s+/, '')
    .replace(
      /^(?:watching|monitoring|tracking|checking|following|alerts? (?:about|for|on)|notifications? (?:about|for|on)|telling (?:me|us) about)\s+/,
      '',
    )
    .replace(/^(?:for|on|about|at|of)\s+/, '')
    .replace(/^(?:the|my|our|that|this|a|all)\s+/, '')
    .replace(/\s+(?:now|right now|for now|again|for a while|please|at once|immediately|asap|today|here)$/, '')
    .replace(/\s+(?:monitors?|watch(?:es)?|ones?|pages?|alerts?|thing|tracker)$/, '')
    .trim();
  if (name === '' || isHere(name)) return null;
  return withoutUrls(name) === '' ? name : name.slice(0, 200);
}
