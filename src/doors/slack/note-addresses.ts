import { section } from '../../vendors/slack/blocks/text.ts';
import type { Door, Place } from './door.ts';
import { requireMayCreateWork } from './review-permissions.ts';

const words = { 'signing secret': 'signing secret', bearer: 'header Authorization: Bearer' } as const;

/** Where note takers may send their transcripts for this channel. Whoever knows an address can use it. */
export async function tellNoteAddresses(door: Door, place: Place): Promise<void> {
  await requireMayCreateWork(door, place, place.channelId);
  const addresses = door.noteAddresses({ workspaceId: place.workspaceId, channelId: place.channelId });
  if (addresses.length === 0)
    return await place.whisper({
      text: 'Note takers cannot send anything yet: PUBLIC_URL and NOTE_TAKER_SECRET are to be set where Lookout runs.',
    });
  const text = 'Transcripts sent to these addresses are reviewed in this channel. Keep them secret.';
  const lines = addresses.map(
    ({ name, url, secret }) =>
      `${name}: \`${url}\`${secret ? `, ${words[secret.as]} \`${secret.value}\`` : ''}`,
  );
  await place.whisper({ text, blocks: [section([text, ...lines].join('\n'))] });
}
