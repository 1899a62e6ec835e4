import type { App, MessageShortcut } from '@slack/bolt';
import { truncate } from '../../kit/text.ts';
import { callsFor, type Door, type Place } from './door.ts';
import { fileOf, handIn, readFile } from './files.ts';
import { listenToPaste } from './paste-modal.ts';
import { readMessageText } from './read-message-text.ts';
import { messagesOf, type Said } from './read-thread.ts';
import { shortcuts } from './registered.ts';
import { requireMayCreateWork } from './review-permissions.ts';
import { onMessageShortcut } from './shortcuts.ts';

/** What a message or thread comes to, and a form to paste a meeting into. */
export function listenToMeetingShortcuts(app: App, door: Door): void {
  onMessageShortcut(app, door, shortcuts.turnIntoWork, async (place, shortcut) => {
    await requireMayCreateWork(door, place, place.channelId);
    const fileIds = filesIn(shortcut.message);
    if (fileIds.length > 0) await readFiles(door, place, fileIds);
    else await readThread(door, place, shortcut);
    await place.whisper({ text: 'Reading it: what was agreed comes into the thread, for review.' });
  });
  listenToPaste(app, door);
}

const filesIn = (message: MessageShortcut['message']): string[] => {
  const files = (message as { files?: { id?: string }[] }).files ?? [];
  return files.flatMap(({ id }) => id ?? []);
};

/** Files of a message are read whatever they are called: somebody pointed at them. */
async function readFiles(door: Door, place: Place, fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds) {
    const file = await fileOf(place.client, fileId);
    if (file) await handIn(door, place, file, await readFile(door, place, file));
  }
}

/** A thread as people speaking in turns, or the one message. */
async function readThread(door: Door, place: Place, { message }: MessageShortcut): Promise<void> {
  const rootTs = place.rootTs ?? message.ts;
  const said = await messagesOf(place, rootTs);
  const own = said.filter((one) => !one.bot_id);
  const spoken = own.length > 0 ? own : [message as Said];
  const written = await Promise.all(spoken.map((one) => writtenBy(door, place, one)));
  const text = JSON.stringify({ slack_thread: written.filter((one) => one.text !== '') });
  const first = readMessageText(spoken[0]?.text ?? '', undefined).split('\n')[0] ?? '';
  await callsFor(door, place).transcript.receive({
    source: 'message',
    text,
    title: truncate(first, 100) || 'Message',
    contentType: 'application/json',
    channelId: place.channelId,
    threadTs: rootTs,
    by: place.userId,
    key: `slack thread ${place.channelId} ${rootTs} ${spoken.at(-1)?.ts ?? ''}`,
  });
}

/** Who wrote and what, in one line: a message is one turn. */
async function writtenBy(
  door: Door,
  place: Place,
  { user, username, text }: Said,
): Promise<{ by: string; text: string }> {
  const words = readMessageText(text ?? '', undefined)
    .replace(/\s+/g, ' ')
    .trim();
  const name = user ? (await door.people.person(place.client, place.workspaceId, user)).name : username;
  return { by: name ?? 'Somebody', text: words };
}
