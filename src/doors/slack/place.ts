import type { WebClient } from '@slack/web-api';
import { isDirect, type Message, type Place } from './door.ts';
import { postOnce } from './post-once.ts';

export interface PlaceParts {
  workspaceId: string;
  userId: string;
  client: WebClient;
  key: string;
  channelId: string;
  threadTs: string | null;
  rootTs: string | null;
  attempt: number;
}

/** A place whose whispers go by chat.postEphemeral: in the thread somebody asked from, or in the channel. */
export function placeInChannel(parts: PlaceParts): Place {
  let whispers = 0;
  const place: Place = {
    ...parts,
    whisper: async (message) => {
      whispers += 1;
      // A direct message has one reader: what would vanish elsewhere stays there.
      if (isDirect(parts.channelId)) await postOnce(place, `whisper-${whispers}`, message);
      else await postEphemeral(parts, message);
    },
  };
  return place;
}

async function postEphemeral(parts: PlaceParts, message: Message): Promise<void> {
  await parts.client.chat.postEphemeral({
    channel: parts.channelId,
    user: parts.userId,
    text: message.text,
    ...(parts.threadTs === null ? {} : { thread_ts: parts.threadTs }),
    ...(message.blocks ? { blocks: message.blocks } : {}),
  });
}
