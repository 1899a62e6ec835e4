import type { Message, Place } from './door.ts';
import { postOnce } from './post-once.ts';

/** Answers where it was asked: in the thread for all to read, once, or to the asker alone where there is none. */
export async function reply(place: Place, name: string, message: Message): Promise<void> {
  if (place.rootTs === null && place.threadTs === null) await place.whisper(message);
  else await postOnce(place, name, message);
}
