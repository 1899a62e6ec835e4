import * as z from 'zod';
import type { ConnectionStatus } from '../../contracts/linear.ts';
import { systemWorkspace } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Connection } from './connection.ts';
import { credentialsOf } from './credentials.ts';
import type { LinearDeps } from './ports.ts';

/** A person reads Linear's page and presses a button: a quarter of an hour is ample. */
const stateLivesMs = 15 * 60_000;

const State = z.object({ workspaceId: z.string(), by: z.string(), until: z.number() });

/**
 * Where a person connects Linear; null without an OAuth application. The `state` is sealed: it says for whom the
 * answer is, nobody else can write one, and it ends after a quarter of an hour.
 */
export function authorizeUrl(deps: LinearDeps, workspaceId: string, by: string): string | null {
  if (!deps.oauth) return null;
  const until = deps.clock.now().getTime() + stateLivesMs;
  const { sealed, keyId } = deps.seal.seal(JSON.stringify({ workspaceId, by, until }));
  const state = `${Buffer.from(keyId).toString('base64url')}.${Buffer.from(sealed, 'base64').toString('base64url')}`;
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
  const { workspaceId, by } = openState(deps, asked.state);
  if (asked.workspaceId !== systemWorkspace && asked.workspaceId !== workspaceId) throw wrongState();
  if (!deps.oauth) throw wrongState();
  const tokens = await deps.oauth.exchange(asked.code);
  return await connection.keep(workspaceId, credentialsOf(tokens), { expiresAt: tokens.expiresAt, by });
}

function openState({ seal, clock }: LinearDeps, state: string): z.infer<typeof State> {
  const [keyId, sealed] = state.split('.').map((part) => Buffer.from(part, 'base64url'));
  let text: unknown;
  try {
    text = JSON.parse(seal.open(sealed?.toString('base64') ?? '', keyId?.toString('utf8') ?? ''));
  } catch (cause) {
    throw wrongState(cause);
  }
  const read = State.safeParse(text);
  if (!read.success || read.data.until < clock.now().getTime()) throw wrongState();
  return read.data;
}

function wrongState(cause?: unknown): LookoutError {
  return new LookoutError('bad_input', 'this answer of Linear was not asked for', {
    cause,
    humanMessage: 'This link to connect Linear is too old. Start again from the Home tab.',
  });
}
