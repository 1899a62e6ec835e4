import * as z from 'zod';
import type { ConnectionStatus } from '../../contracts/linear.ts';
import { systemWorkspace } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import { openState, sealState } from '../../kit/sealed-state.ts';
import type { Connection } from './connection.ts';
import type { NotionDeps } from './ports.ts';

/** A person reads Notion's page, chooses what to share and presses a button: a quarter of an hour is ample. */
const stateLivesMs = 15 * 60_000;

const State = z.object({ connect: z.literal('notion'), workspaceId: z.string(), by: z.string() });

/** Where a person connects Notion; null without an OAuth application. */
export function authorizeUrl(
  { oauth, seal, clock }: NotionDeps,
  workspaceId: string,
  by: string,
): string | null {
  if (!oauth) return null;
  const until = new Date(clock.now().getTime() + stateLivesMs);
  return oauth.authorizeUrl(sealState(seal, { connect: 'notion', workspaceId, by }, until));
}

/**
 * Takes what Notion sent the person back with. The state names the workspace: the door that took the answer may not
 * know it and asks as the system.
 */
export async function finishAuthorize(
  { oauth, seal, clock }: NotionDeps,
  connection: Connection,
  asked: { workspaceId: string; code: string; state: string },
): Promise<ConnectionStatus> {
  const state = State.safeParse(openState(seal, asked.state, clock.now()));
  if (!oauth || !state.success) throw wrongState();
  const { workspaceId, by } = state.data;
  if (asked.workspaceId !== systemWorkspace && asked.workspaceId !== workspaceId) throw wrongState();
  const { accessToken, refreshToken } = await oauth.exchange(asked.code);
  return await connection.keep(workspaceId, { accessToken, refreshToken }, { how: 'oauth', by });
}

const wrongState = () =>
  new LookoutError('bad_input', 'this answer of Notion was not asked for', {
    humanMessage:
      'This link to connect Notion is too old. Start again in Slack with /lookout connect notion.',
  });
