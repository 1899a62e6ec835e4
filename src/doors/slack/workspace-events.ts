import type { App } from '@slack/bolt';
import { newId } from '../../kit/ids.ts';
import type { InstallationsPort } from './connection.ts';
import type { Door } from './door.ts';

/** The workspace takes Lookout away, or its token: its monitors rest and its tokens are wiped. */
export function listenToWorkspaceEvents(
  app: App,
  { hall, log }: Pick<Door, 'hall' | 'log'>,
  installations: InstallationsPort | undefined,
): void {
  const revoke = async (context: {
    teamId?: string;
    enterpriseId?: string;
    isEnterpriseInstall: boolean;
  }) => {
    log.warn({ workspaceId: context.teamId ?? context.enterpriseId }, 'slack took the installation away');
    if (context.teamId) {
      const asLookout = hall.as({ workspaceId: context.teamId, requestId: newId() });
      await asLookout.monitor.pauseAll({ by: 'lookout' });
    }
    await installations?.revokeInstallation({
      teamId: context.teamId,
      enterpriseId: context.enterpriseId,
      isEnterpriseInstall: context.isEnterpriseInstall,
    });
  };
  app.event('app_uninstalled', async ({ context }) => await revoke(context));
  app.event('tokens_revoked', async ({ context, event }) => {
    // Only the bot's token speaks for Lookout; a person's is not ours.
    if ((event.tokens.bot ?? []).length > 0) await revoke(context);
  });
}
