import { type CallContext, systemWorkspace } from '../../../src/contracts/shared.ts';
import type { Calls, Hall } from '../../../src/gateway/hall.ts';
import { workspaceId } from '../../helpers/open-room.ts';
import type { Meetings } from './make-meetings.ts';

/** The way a call is made, with things of its own to act on, so that neither way sees what the other did. */
export interface Way extends Meetings {
  hall: Hall;
  monitorId: string;
  spareId: string;
  changeId: string;
  alertId: string;
  versionId: string;
}

export type Ask = (calls: Calls, way: Way) => Promise<unknown>;

/** A call as it should be, and as it should not, with the code it is refused with. `as`: who may ask. */
export interface Asks {
  as?: CallContext;
  right: Ask;
  wrong: [Ask, string][];
}

/** By the call's name, asked in this order. */
export type AskTable = Record<string, Asks>;

export const person: CallContext = { workspaceId, userId: 'U1', requestId: 'r1' };
export const clock: CallContext = { workspaceId: systemWorkspace, requestId: 'r2' };
