import * as z from 'zod';
import type { ConnectionStatus } from '../../contracts/linear.ts';
import { systemWorkspace } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import { openState, sealState } from '../../kit/sealed-state.ts';
import type { Connection } from './connection.ts';
import { credentialsOf } from './credentials.ts';
import type { LinearDeps } from './ports.ts';

/** A person reads Linear's page and presses a button: a quarter of an hour is ample. */
const stateLivesMs = 15 * 60_000;

const State = z.object({ workspaceId: z.string(), by: z.string() });

/**
 * Where a person connects Linear; null without an OAuth application. The `state` is sealed: it says for whom the
 * answer is, nobody else can write one, and it ends after a quarter of an hour.
 */
export function authorizeUrl(deps: LinearDeps, workspaceId: string, by: string): string | null {
  if (!deps.oauth) return null;
  const until = new Date(deps.clock.now().getTime() + stateLivesMs);
  const state = sealState(deps.seal, { workspaceId, by }, until);
  return deps.oauth.authorizeUrl(state);
}

/**
 * Takes what Linear sent the person back with. The state names the workspace: the door that took the answer may not
 * know it and asks as the system.
 */
export async function finishAuthorize(
  deps: LinearDeps,
  connection: Connection,
  asked: { workspaceId: string; code: string; state: string },
): Promise<ConnectionStatus> {
  const opened = State.safeParse(openState(deps.seal, asked.state, deps.clock.now()));
  if (!opened.success) throw wrongState();
  const { workspaceId, by } = opened.data;
  if (asked.workspaceId !== systemWorkspace && asked.workspaceId !== workspaceId) throw wrongState();
  if (!deps.oauth) throw wrongState();
  const tokens = await deps.oauth.exchange(asked.code);
  return await connection.keep(workspaceId, credentialsOf(tokens), { expiresAt: tokens.expiresAt, by });
}

function wrongState(): LookoutError {
  return new LookoutError('bad_input', 'this answer of Linear was not asked for', {
    humanMessage:
      'This link to connect Linear is too old. Start again in Slack with /lookout connect linear.',
  });
}
