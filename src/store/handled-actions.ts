// Written by the Slack door's wiring (house.ts).
import type { Clock } from '../kit/clock.ts';
import type { Database } from './database.ts';

/**
 * Claims one press of a button, one submission of a form: true for the first caller, false for every
 * other. `actionKey` names the press, not the button, so that a person may press again.
 */
export function createActionClaims({ database, clock }: { database: Database; clock: Clock }) {
  return async (workspaceId: string, actionKey: string): Promise<boolean> =>
    await database.tenant(workspaceId, async (tx) => {
      const claimed = await tx
        .insertInto('handled_actions')
        .values({ workspace_id: workspaceId, action_key: actionKey, handled_at: clock.now() })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'action_key']).doNothing())
        .returning('action_key')
        .executeTakeFirst();
      return claimed !== undefined;
    });
}
