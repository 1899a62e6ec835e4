import { findUrls } from '../../kit/find-urls.ts';
import { createMonitor } from './create-monitor.ts';
import { callsFor, type Door, type Place } from './door.ts';

const usage = [
  'Say what to watch, with a page or without:',
  '• `/watch the price of the Pro plan on example.com/pricing`',
  '• `/watch new releases on github.com/nodejs/node/releases every hour`',
].join('\n');

/** `/watch <words>`: the words are a wish to watch even where they could be read as something else. */
export async function watchWords(door: Door, place: Place, text: string): Promise<void> {
  if (text === '' || text.toLowerCase() === 'help') return await place.whisper({ text: usage });
  const { timeZone } = await door.people.person(place.client, place.workspaceId, place.userId);
  const understand = async (words: string) =>
    await callsFor(door, place).assistant.understand({ text: words.slice(0, 8_000), timeZone });
  const asWritten = await understand(text);
  // "the price on example.com/pricing every hour" says what and how often, but not that it is a wish.
  const understood = asWritten.kind === 'watch' ? asWritten : await understand(`watch ${text}`);
  const wanted =
    understood.kind === 'watch'
      ? understood
      : { request: text.slice(0, 2_000), urls: findUrls(text).map((found) => found.url), cadence: null };
  await createMonitor(door, place, { ...wanted, asWritten: text, evenIfWatched: false });
}
