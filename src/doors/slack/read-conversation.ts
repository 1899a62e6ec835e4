import type { Door, Place } from './door.ts';
import { readMessageText } from './read-message-text.ts';
import { messagesOf } from './read-thread.ts';

/** What somebody said in a thread, mentions written as names. */
export interface Spoken {
  author: string;
  text: string;
  ts: string;
  /** Files hang on it: in the thread of a meeting, how it was handed in. */
  hasFiles: boolean;
}

const mostMessages = 1_000;
const mostCharacters = 40_000;

/** What people said to each other in a thread: no bot's words, and nothing that is said to Lookout. */
export async function readConversation(door: Door, place: Place, threadTs: string): Promise<Spoken[]> {
  const { user_id: lookout } = await place.client.auth.test();
  const nameOf = async (userId: string): Promise<string | null> => {
    try {
      return (await door.people.person(place.client, place.workspaceId, userId)).name;
    } catch {
      return null; // Of another company, or gone: whoever it was is left out of the text.
    }
  };
  const said = (await messagesOf(place, threadTs)).filter(
    ({ bot_id, text = '', ts }) => !bot_id && ts && text !== '' && !isToLookout(text, lookout),
  );
  const spoken = await Promise.all(
    said.map(async ({ user, username, text = '', ts = '', files = [] }) => ({
      author: (user ? await nameOf(user) : null) ?? username ?? 'Somebody',
      text: readMessageText(await withNames(text, nameOf), undefined).slice(0, mostCharacters),
      ts,
      hasFiles: files.length > 0,
    })),
  );
  return spoken.filter(({ text }) => text !== '' && !asksForSummary.test(text)).slice(-mostMessages);
}

const isToLookout = (text: string, lookout: string | undefined): boolean =>
  /^\W*(?:(?:hey|hi|hello|ok|okay|please|thanks|thank you)\W+)?<@([UW][A-Z0-9]+)/i.exec(text)?.[1] ===
  (lookout ?? '');

const mention = /<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/g;

/** "<@U1>" as "@Ada"; one whose name cannot be had, and a channel without its name, is taken out. */
async function withNames(text: string, nameOf: (userId: string) => Promise<string | null>): Promise<string> {
  const mentioned = new Set([...text.matchAll(mention)].map(([, id = '']) => id));
  const names = new Map<string, string | null>();
  for (const id of mentioned) names.set(id, await nameOf(id));
  return text
    .replace(mention, (_, id: string, label = '') => {
      const name = names.get(id) ?? label;
      // Escaped as Slack would have: what a name holds is no markup.
      return name === ''
        ? ''
        : `@${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`;
    })
    .replace(/<#[A-Z0-9]+\|?>/g, '');
}

/** The wish itself, where Lookout was called by something else than its mention. */
const asksForSummary =
  /^(?:@\S+)?[\s,:]*(?:please |can you |could you )*(?:summari[sz]e|sum up|recap|tl;?dr)\b.{0,40}$/i;
