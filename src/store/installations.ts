// Written by the Slack door's wiring (house.ts); the notification room reads tokens through the same store.
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import type { Clock } from '../kit/clock.ts';
import { LookoutError } from '../kit/errors.ts';
import type { Seal } from '../kit/seal.ts';
import type { Database, Tx } from './database.ts';

export interface InstallationStoreOptions {
  database: Database;
  seal: Seal;
  clock: Clock;
}

/** What @slack/oauth asks for, every method present, and the two things it leaves to us. */
export interface Installations extends Required<InstallationStore> {
  /** The app was uninstalled or its tokens revoked: the tokens are wiped, the rows of the workspace stay. */
  revokeInstallation(query: InstallationQuery<boolean>): Promise<void>;
  /** The bot token of a workspace for work outside a request. @throws LookoutError not_found */
  botToken(workspaceId: string): Promise<string>;
}

const wiped = '';

/**
 * Installations in the database, one row a workspace (or an organisation), sealed whole.
 * A row sealed with an old key is sealed anew when it is read, so a rotation ends by itself.
 */
export function createInstallationStore({ database, seal, clock }: InstallationStoreOptions): Installations {
  const fetchInstallation = async (query: InstallationQuery<boolean>): Promise<Installation> =>
    await database.system(async (tx) => {
      for (const key of keysOf(query)) {
        const row = await tx
          .selectFrom('installations')
          .select(['sealed', 'sealed_with'])
          .where('installation_key', '=', key)
          .where('revoked_at', 'is', null)
          .executeTakeFirst();
        if (!row) continue;
        const text = seal.open(row.sealed, row.sealed_with);
        if (seal.resealNeeded(row.sealed_with)) await reseal(tx, key, row.sealed, text, seal);
        return JSON.parse(text) as Installation;
      }
      throw new LookoutError('not_found', 'no installation for this workspace', {
        fields: { teamId: query.teamId, enterpriseId: query.enterpriseId },
        humanMessage: 'Lookout is not installed in this workspace.',
      });
    });

  const revokeInstallation = async (query: InstallationQuery<boolean>): Promise<void> => {
    await database.system(async (tx) => {
      await tx
        .updateTable('installations')
        .set({ revoked_at: clock.now(), sealed: wiped })
        .where('installation_key', 'in', [ownKeyOf(query)])
        .execute();
    });
  };

  return {
    storeInstallation: async (installation) => {
      const owner = ownerOf(installation as Installation);
      const { sealed, keyId } = seal.seal(JSON.stringify(installation));
      const row = {
        workspace_id: owner.key,
        enterprise_id: installation.enterprise?.id ?? null,
        sealed,
        sealed_with: keyId,
        bot_scopes: installation.bot?.scopes ?? [],
        installed_at: clock.now(),
        revoked_at: null,
      };
      await database.system(async (tx) => {
        await tx
          .insertInto('installations')
          .values({ installation_key: owner.key, ...row })
          .onConflict((conflict) => conflict.column('installation_key').doUpdateSet(row))
          .execute();
        await nameWorkspace(tx, owner.key, owner.name, clock.now());
      });
    },
    fetchInstallation,
    deleteInstallation: revokeInstallation,
    revokeInstallation,
    botToken: async (workspaceId) => {
      const installation = await fetchInstallation({
        teamId: workspaceId,
        enterpriseId: undefined,
        isEnterpriseInstall: false,
      });
      if (!installation.bot) throw new LookoutError('not_found', 'the installation has no bot token');
      return installation.bot.token;
    },
  };
}

/** Makes the workspace's row, or gives it the name it has now. */
export async function nameWorkspace(tx: Tx, workspaceId: string, name: string, at: Date): Promise<void> {
  await tx
    .insertInto('workspaces')
    .values({ workspace_id: workspaceId, name, created_at: at })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ name }))
    .execute();
}

/** Only the row that was read: two readers at once write the same text, a fresh installation is left alone. */
async function reseal(tx: Tx, key: string, read: string, text: string, seal: Seal): Promise<void> {
  const { sealed, keyId } = seal.seal(text);
  await tx
    .updateTable('installations')
    .set({ sealed, sealed_with: keyId })
    .where('installation_key', '=', key)
    .where('sealed', '=', read)
    .execute();
}

function ownerOf(installation: Installation): { key: string; name: string } {
  const owner = installation.isEnterpriseInstall ? installation.enterprise : installation.team;
  if (!owner) throw new LookoutError('bad_input', 'an installation without a workspace');
  return { key: owner.id, name: owner.name ?? '' };
}

/** The workspace's own installation before its organisation's. */
function keysOf(query: InstallationQuery<boolean>): string[] {
  return [query.teamId, query.enterpriseId].filter((key): key is string => key !== undefined);
}

function ownKeyOf(query: InstallationQuery<boolean>): string {
  const key = query.isEnterpriseInstall ? query.enterpriseId : query.teamId;
  if (!key) throw new LookoutError('bad_input', 'an installation query without a workspace');
  return key;
}
