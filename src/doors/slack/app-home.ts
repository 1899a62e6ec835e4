import type { App } from '@slack/bolt';
import { suggestedPrompts } from '../../vendors/slack/blocks/help.ts';
import { bestEffort, type Door } from './door.ts';
import { publishHome } from './home.ts';
import { eventKey, teamOf } from './read-context.ts';

/** Somebody opens Lookout: its Home shows their monitors, its conversation offers first words. */
export function listenToAppHome(app: App, door: Door): void {
  app.event('app_home_opened', async ({ event, client, context, body }) => {
    const asker = { workspaceId: teamOf(context), userId: event.user, client, key: eventKey(body) };
    if (event.tab === 'home') return await publishHome(door, asker);
    await bestEffort(door, 'suggested prompts', () =>
      client.assistant.threads.setSuggestedPrompts({
        channel_id: event.channel,
        title: 'What can Lookout do for you?',
        prompts: [...suggestedPrompts] as [
          (typeof suggestedPrompts)[number],
          ...(typeof suggestedPrompts)[number][],
        ],
      }),
    );
  });
}
