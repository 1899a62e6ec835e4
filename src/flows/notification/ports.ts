import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { Mailer } from '../../vendors/mail/send-mail.ts';
import type { SlackOffice } from '../../vendors/slack/web-client.ts';

/** What the notification room is given. */
export interface NotificationDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  slack: SlackOffice;
  /** Absent: no SMTP_URL is set, and e-mail deliveries say so. */
  mailer?: Mailer;
  /** Posts a signed webhook through the egress; the same id for every try. */
  postWebhook(workspaceId: string, hook: { url: string; id: string; body: string }): Promise<void>;
  /** Secret with which a workspace's webhooks are signed ("whsec_..."). */
  webhookSecretOf(workspaceId: string): string;
  /** How to connect a language model: the end of the card's "worked out without one" line. */
  modelHelp: string;
}
