import type { App } from '@slack/bolt';
import type { Log } from '../../kit/log.ts';
import type { InstallationsPort } from './connection.ts';

/** The workspace takes Lookout away, or its token: what was kept of it is wiped. */
export function listenToWorkspaceEvents(
  app: App,
  log: Log,
  installations: InstallationsPort | undefined,
): void {
  const revoke = async (context: {
    teamId?: string;
    enterpriseId?: string;
    isEnterpriseInstall: boolean;
  }) => {
    log.warn({ workspaceId: context.teamId ?? context.enterpriseId }, 'slack took the installation away');
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
