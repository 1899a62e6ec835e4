import type { Message } from './fold-message.ts';
import type { Situation } from './situation.ts';
import { option, type Unclear, unclear } from './unclear.ts';

const ending = '[\\s,.!:;)\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\u200d\\ufe0f]*$';
const greeting = new RegExp(
  `^(?:hi|hello|hey|hiya|hallo|yo|(?:good )?(?:morning|afternoon|evening)|good day)(?: (?:there|all|everyone|everybody|team|folks|again|@?lookout))?${ending}`,
  'iu',
);
const thanking = new RegExp(
  `^(?:(?:ok|okay|great|perfect|cool|nice|super|many)[\\s,!.]+)?(?:thanks?|thank you|thx|ty|cheers)(?: (?:a lot|a million|so much|very much|again|all|you|@?lookout|for (?:that|this|the \\S+|your \\S+)))*${ending}`,
  'iu',
);

/** A greeting or thanks and nothing else: a friendly line that says what can be asked. Null when there is more. */
export function readSmallTalk(
  { text }: Message,
  { inMonitorThread, inConversation }: Situation,
): Unclear | null {
  const start = greeting.test(text) ? 'Hello!' : thanking.test(text) ? 'You’re welcome.' : null;
  if (start === null) return null;
  if (inMonitorThread)
    return unclear(`${start} Anything about this monitor?`, [
      option('Check now'),
      option('Why so quiet?', 'why'),
      option('Help'),
    ]);
  if (inConversation) return unclear(`${start} What else would you like to know?`, [option('Help')]);
  return unclear(`${start} Name a page to watch, ask what was decided, or order an issue.`, [
    option('Who is on what?', 'who is on what'),
    option('List monitors', 'list'),
    option('Help'),
  ]);
}
