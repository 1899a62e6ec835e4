import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Seal } from '../../kit/seal.ts';
import type { Inbox } from '../../queue/inbox.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { LinearWindow } from '../../vendors/linear/linear-client.ts';
import type { LinearOAuth } from '../../vendors/linear/oauth.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';

/** What the linear room is given. */
export interface LinearDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  /** Seals keys and tokens at rest. */
  seal: Seal;
  embedder: Embedder;
  linear: LinearWindow;
  /** Where the webhook door stored what came in. */
  inbox: Pick<Inbox, 'take' | 'done' | 'failed'>;
  /** LINEAR_API_KEY: the connection of this one workspace while it has none of its own. */
  configured?: { workspaceId: string; secret: string };
  /** Absent: no LINEAR_CLIENT_ID is set, and people connect with a key. */
  oauth?: LinearOAuth;
  /** A link to a thread in Slack, for the issue; null when there is none. */
  permalinkOf?(place: { workspaceId: string; channelId: string; threadTs: string }): Promise<string | null>;
}
