import type { AllMiddlewareArgs, App, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { findUrls } from '../../kit/find-urls.ts';
import { plural } from '../../kit/text.ts';
import { createMonitor } from './create-monitor.ts';
import { bestEffort, type Door, type Place } from './door.ts';
import { teamOf } from './read-context.ts';
import { shortcuts } from './registered.ts';
import { translateError } from './translate-error.ts';

export type ShortcutArgs = AllMiddlewareArgs & SlackShortcutMiddlewareArgs<MessageShortcut>;

/** More links than this in one message are a list, not a wish. */
const mostLinks = 5;

/** "Watch links in this message": a monitor for each, in the thread of that message. */
export function listenToShortcuts(app: App, door: Door): void {
  onMessageShortcut(app, door, shortcuts.watchMessage, async (place, { message }) => {
    await watchLinks(door, place, linksOf(message.text ?? ''));
  });
}

/** Answers a shortcut on a message: acknowledged at once, done once, and what goes wrong is told in words. */
export function onMessageShortcut(
  app: App,
  door: Door,
  callbackId: string,
  answer: (place: Place, shortcut: MessageShortcut, args: ShortcutArgs) => Promise<void>,
): void {
  app.shortcut<MessageShortcut>(callbackId, async (args) => {
    await args.ack();
    const place = placeOf(args);
    if (!(await door.claimAction(place.workspaceId, place.key))) return;
    try {
      await answer(place, args.shortcut, args);
    } catch (error) {
      const problem = translateError(error);
      door.log.warn(
        { err: problem, code: problem.code, workspaceId: place.workspaceId },
        'a shortcut could not be answered',
      );
      await bestEffort(door, 'telling of a problem', () => place.whisper({ text: problem.humanMessage }));
    }
  });
}

/** Only what Slack shows as a link; a name that merely looks like a site was not meant as one. */
const linksOf = (text: string): string[] => [
  ...new Set(findUrls(text).flatMap((found) => (found.isDomain ? [] : [found.url]))),
];

async function watchLinks(door: Door, place: Place, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return await place.whisper({ text: 'There is no link in this message to watch.' });
  const watched = urls.slice(0, mostLinks);
  for (const [index, url] of watched.entries()) {
    await createMonitor(
      door,
      { ...place, key: `${place.key}:${index}` },
      {
        request: `changes on ${url}`,
        urls: [url],
        cadence: null,
        asWritten: `watch ${url}`,
        evenIfWatched: false,
      },
    );
  }
  const left = urls.length - watched.length;
  const more = left > 0 ? ` ${plural(left, 'more link')} left out: ask for them by name.` : '';
  await place.whisper({
    text: `${plural(watched.length, 'page')} to watch, in the thread of the message.${more}`,
  });
}

function placeOf({ shortcut, client, context, respond }: ShortcutArgs): Place {
  const rootTs = (shortcut.message.thread_ts as string | undefined) ?? shortcut.message_ts;
  return {
    workspaceId: teamOf(context),
    userId: shortcut.user.id,
    client,
    key: `shortcut:${shortcut.message_ts}:${shortcut.action_ts}`,
    channelId: shortcut.channel.id,
    threadTs: rootTs,
    rootTs,
    attempt: 1,
    whisper: async (message) =>
      void (await respond({ response_type: 'ephemeral', replace_original: false, ...message })),
  };
}
