import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Bus } from './bus.ts';
import type { CallRecord } from './call-record.ts';
import type { AppLink } from './delivery/app-link.ts';
import type { SocketHub } from './delivery/socket-hub.ts';
import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { AppIdentity, Installation } from './installation.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { ViewShelf } from './view-shelf.ts';
import type { Workspace } from './workspace.ts';

/** Everything the forged Slack's parts share. Built once by createSandbox. */
export interface Forge {
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Ids;
  readonly bus: Bus;
  readonly app: AppIdentity;
  readonly installation: Installation;
  readonly workspace: Workspace;
  readonly views: ViewShelf;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly faults: Faults;
  readonly calls: CallRecord[];
  readonly link: AppLink;
  readonly sockets: SocketHub;
  /** One message a second a channel, and 429 beyond it, as Slack does; off unless asked for. */
  readonly simulateRateLimits: boolean;
  readonly lastPostAt: Map<string, number>;
  /** `http://host:port`, known once the server listens. */
  baseUrl(): string;
  /** Aborts when the sandbox is closed. */
  readonly lifetime: AbortSignal;
}
