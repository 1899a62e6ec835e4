import { createSandbox, type Sandbox } from '../../sandbox/create-sandbox.ts';
import { serveParent } from './serve-parent.ts';

/** The forged Slack, so that a house can be opened; its memory and time are not the house's. */
let sandbox: Sandbox | undefined;

const handlers = {
  open: async () => {
    sandbox = await createSandbox({ mode: 'http' });
    const { apiUrl, botToken, signingSecret, ids, bot, appId } = sandbox;
    return {
      apiUrl,
      botToken,
      signingSecret,
      teamId: ids.team,
      channelId: ids.general,
      userId: ids.ada,
      botUserId: bot.userId,
      appId,
    };
  },
};
export type SlackProcess = typeof handlers;
export type SlackFacts = Awaited<ReturnType<typeof handlers.open>>;

serveParent(handlers, async () => await sandbox?.[Symbol.asyncDispose]());
