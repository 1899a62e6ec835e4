import { humanMessageOf, isTransient, LookoutError } from '../../kit/errors.ts';
import {
  claimLinearRefresh,
  findLinearConnection,
  type LinearConnectionRow,
  releaseLinearRefresh,
  replaceLinearTokens,
} from '../../store/linear-connections.ts';
import type { LinearTokens } from '../../vendors/linear/oauth.ts';
import { type Credentials, credentialsOf, openCredentials, sealCredentials } from './credentials.ts';
import type { LinearDeps } from './ports.ts';

/** Linear's access tokens live a day; one that has less than this is changed before it is used. */
const spareMs = 5 * 60_000;
/** A process that died while changing tokens gives way after this. Longer than a request may take. */
const leaseMs = 45_000;
const waitStepMs = 500;

/**
 * The credentials of a connection, fresh. A refresh token works once, so one process changes tokens at a time: the
 * right to is taken in the row, the new tokens are stored before anybody uses them, the others wait for the row.
 */
export async function freshCredentials(deps: LinearDeps, row: LinearConnectionRow): Promise<Credentials> {
  const { database, clock, seal } = deps;
  let current = row;
  const until = clock.now().getTime() + leaseMs + 2 * waitStepMs;
  for (;;) {
    const credentials = openCredentials(seal, current);
    if (credentials.how === 'key' || !isEnding(current, clock.now()) || !deps.oauth) return credentials;
    const { workspace_id: workspaceId, sealed } = current;
    const now = clock.now();
    const mine = await database.tenant(workspaceId, (tx) =>
      claimLinearRefresh(tx, {
        workspaceId,
        sealed,
        now,
        until: new Date(now.getTime() + leaseMs),
      }),
    );
    if (mine) return await changeTokens(deps, current, credentials);
    if (clock.now().getTime() >= until) throw stillBusy();
    await clock.sleep(waitStepMs);
    const again = await database.tenant(workspaceId, (tx) => findLinearConnection(tx, workspaceId));
    if (!again) throw new LookoutError('conflict', 'Linear was disconnected meanwhile');
    current = again;
  }
}

async function changeTokens(
  deps: LinearDeps,
  row: LinearConnectionRow,
  credentials: Credentials & { how: 'oauth' },
): Promise<Credentials> {
  const { database, seal, clock, log } = deps;
  const workspaceId = row.workspace_id;
  let tokens: LinearTokens;
  try {
    if (!deps.oauth || !credentials.refreshToken)
      throw new LookoutError('unauthenticated', 'no refresh token', {
        humanMessage: 'The connection to Linear has ended. Connect it again with /lookout connect linear.',
      });
    tokens = await deps.oauth.refresh(credentials.refreshToken);
  } catch (error) {
    const problem = isTransient(error) ? row.problem : humanMessageOf(error);
    await database.tenant(workspaceId, (tx) => releaseLinearRefresh(tx, { workspaceId, problem }));
    // Not over yet: what there is still works.
    if (isTransient(error) && row.expires_at && row.expires_at > clock.now()) {
      log.warn({ err: error, workspaceId }, 'tokens of Linear could not be changed yet');
      return credentials;
    }
    throw error;
  }
  const next = credentialsOf(tokens);
  const { sealed, keyId } = sealCredentials(seal, next);
  await database.tenant(workspaceId, (tx) =>
    replaceLinearTokens(tx, {
      workspaceId,
      read: row.sealed,
      sealed,
      sealedWith: keyId,
      expiresAt: tokens.expiresAt,
    }),
  );
  return next;
}

const isEnding = (row: LinearConnectionRow, now: Date): boolean =>
  row.expires_at !== null && row.expires_at.getTime() - now.getTime() < spareMs;

function stillBusy(): LookoutError {
  return new LookoutError('unavailable', 'the tokens of Linear are being changed', {
    humanMessage: 'The connection to Linear is being renewed. Try again in a minute.',
  });
}
