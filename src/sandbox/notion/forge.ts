import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { NotionFaults } from './faults.ts';
import type { NotionState } from './state.ts';
import type { Webhooks } from './webhooks.ts';

/** One request to the API, as the forge saw and answered it. */
export interface NotionCall {
  at: string;
  /** As in the table of routes: `POST /v1/pages`. `GET ?` for an unknown path. */
  route: string;
  path: string;
  body: unknown;
  /** HTTP status, 0 when the connection was cut. */
  status: number;
  code: string | undefined;
}

/** The forged Notion's parts, handed to every handler. */
export interface NotionForge {
  clock: Clock;
  log: Log;
  state: NotionState;
  webhooks: Webhooks;
  faults: NotionFaults;
  calls: NotionCall[];
  oauth: { clientId: string; clientSecret: string };
  /** Where links to pages lead, without a slash at the end. */
  readonly pageBaseUrl: string;
  lifetime: AbortSignal;
  /** Something may look different now; for whoever draws it. */
  onChange(): void;
}
