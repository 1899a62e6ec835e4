import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Seal } from '../../kit/seal.ts';
import type { Inbox } from '../../queue/inbox.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { NotionWindow } from '../../vendors/notion/notion-client.ts';
import type { NotionOAuth } from '../../vendors/notion/oauth.ts';

/** What the notion room is given. */
export interface NotionDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  /** Seals tokens at rest. */
  seal: Seal;
  notion: NotionWindow;
  /** Makes the words of pages findable by what they mean. */
  embedder: Embedder;
  /** Where the webhook door stored what came in. */
  inbox: Pick<Inbox, 'take' | 'done' | 'failed'>;
  /** NOTION_TOKEN: the connection of this one workspace while it has none of its own. */
  configured?: { workspaceId: string; secret: string };
  /** Absent: no NOTION_CLIENT_ID is set, and people connect with a token. */
  oauth?: NotionOAuth;
  /** A link to a thread in Slack, for the page; null when there is none. */
  permalinkOf?(place: { workspaceId: string; channelId: string; threadTs: string }): Promise<string | null>;
}
