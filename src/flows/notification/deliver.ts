import type { JobPayload } from '../../contracts/jobs.ts';
import { codeOf, humanMessageOf, isTransient, LookoutError } from '../../kit/errors.ts';
import { escapeMrkdwn } from '../../kit/text.ts';
import type { Tx } from '../../store/database.ts';
import { type Delivery, markFailed, markSent, takeDelivery } from '../../store/deliveries.ts';
import { loadMonitorView } from '../../store/monitor-views.ts';
import type { PostTarget, SlackMessage } from '../../vendors/slack/web-client.ts';
import type { NotificationDeps } from './ports.ts';

/** Longer than looking and posting may take together, so that a live sender is never taken for a dead one. */
const sendingMs = 45_000;
const firstPauseMs = 2_000;
const longestPauseMs = 15 * 60_000;
const mostAttempts = 12;

const slackTarget = (delivery: Delivery): PostTarget => ({
  workspaceId: delivery.workspaceId,
  channelId: String(delivery.target.channelId),
  threadTs:
    delivery.target.threadTs === null || delivery.target.threadTs === undefined
      ? null
      : String(delivery.target.threadTs),
});

/** What is said in meetings and reports is not for another company, however it was handed in. */
async function refuseShared(deps: NotificationDeps, delivery: Delivery, target: PostTarget): Promise<void> {
  const isInside = delivery.kind === 'review' || delivery.kind === 'brief';
  if (isInside && (await deps.slack.isShared(target)))
    throw new LookoutError('not_allowed', 'a channel shared with another company', {
      humanMessage: 'This channel is shared with another company.',
    });
}

/** Sends one row by its channel and answers where it stands now. Posting looks before it sends again. */
async function send(deps: NotificationDeps, delivery: Delivery): Promise<string | null> {
  switch (delivery.via) {
    case 'slack': {
      const target = slackTarget(delivery);
      const message = delivery.wanted as unknown as SlackMessage;
      if (delivery.postedTs) {
        await deps.slack.update(target, delivery.postedTs, message);
        return delivery.postedTs;
      }
      const posted =
        delivery.attempts > 0
          ? await deps.slack.findPosted(target, delivery.deliveryId, delivery.createdAt)
          : null;
      if (!posted) {
        await refuseShared(deps, delivery, target);
        return await deps.slack.post(target, message, delivery.deliveryId);
      }
      await deps.slack.update(target, posted, message); // it may stand there in an older form
      return posted;
    }
    case 'email': {
      if (!deps.mailer)
        throw new LookoutError('bad_config', 'SMTP_URL is not set', {
          humanMessage: 'E-mail is not set up: set SMTP_URL and MAIL_FROM.',
        });
      const { subject, text } = delivery.wanted as { subject: string; text: string };
      await deps.mailer.send({
        to: String(delivery.target.address),
        subject,
        text,
        messageId: delivery.deliveryId,
      });
      return null;
    }
    case 'webhook':
      await deps.postWebhook(delivery.workspaceId, {
        url: String(delivery.target.url),
        id: delivery.deliveryId,
        body: JSON.stringify(delivery.wanted),
      });
      return null;
  }
}

/** What a sent message brings with it: the pointer of what people know, also by an edit, and the card's count. */
async function afterSent(deps: NotificationDeps, tx: Tx, delivery: Delivery): Promise<void> {
  const { workspaceId, alertId, monitorId, kind, via } = delivery;
  if (kind !== 'alert') return;
  if (alertId) await deps.queue.enqueue(tx, 'detection.delivered', { workspaceId, alertId });
  if (monitorId && via === 'slack' && !delivery.postedTs)
    await deps.queue.enqueue(tx, 'notification.card', { workspaceId, monitorId });
}

function pauseAfter(attempts: number, error: unknown): number {
  const asked = error instanceof LookoutError ? error.retryAfterMs : undefined;
  return asked ?? Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts, 12));
}

/** A delivery by e-mail or webhook that is lost is told in the thread, once. */
async function tellOwner(deps: NotificationDeps, tx: Tx, delivery: Delivery, reason: string): Promise<void> {
  if (delivery.via === 'slack' || !delivery.monitorId) return;
  const monitor = await loadMonitorView(tx, delivery.monitorId);
  if (!monitor?.channelId) return;
  await deps.queue.enqueue(
    tx,
    'notification.say',
    {
      workspaceId: delivery.workspaceId,
      channelId: monitor.channelId,
      threadTs: monitor.threadTs,
      monitorId: monitor.monitorId,
      text: `▲ The alert could not be sent by ${delivery.via === 'email' ? 'e-mail' : 'webhook'}: ${escapeMrkdwn(reason)}`,
      key: `lost:${delivery.deliveryId}`,
    },
    { key: `lost:${delivery.deliveryId}` },
  );
}

/** Ways to be shut out that pass: Lookout is installed again, or invited back. */
const shutOut: ReadonlySet<string> = new Set(['unauthenticated', 'bad_config', 'not_found', 'not_allowed']);

async function recordFailure(deps: NotificationDeps, delivery: Delivery, error: unknown): Promise<void> {
  const turnedAway = codeOf(error) === 'rate_limited'; // nothing was sent, and waiting is all there is to do
  const attempts = turnedAway ? delivery.attempts : delivery.attempts + 1;
  const dead = !isTransient(error) || attempts >= mostAttempts;
  const problem = humanMessageOf(error);
  const notBefore = new Date(deps.clock.now().getTime() + pauseAfter(attempts, error));
  deps.log.warn(
    { err: error, deliveryId: delivery.deliveryId, kind: delivery.kind, attempts, dead },
    'delivery failed',
  );
  await deps.database.tenant(delivery.workspaceId, async (tx) => {
    // A message that stands in Slack is not given up: its next form is tried again.
    const stands = dead && delivery.postedTs !== null && shutOut.has(codeOf(error));
    await markFailed(tx, delivery.deliveryId, { problem, dead, stands, notBefore, attempts });
    if (dead) await tellOwner(deps, tx, delivery, problem);
  });
}

/**
 * Sends one outbox row, exactly once: the row is taken before anything leaves and marked after; whoever
 * finds it half done first asks Slack whether the message stands already. A failure waits in the row for
 * the clock. A row that somebody else is sending is left to them: they see a newer form when they are done,
 * and the clock takes the row from one who died.
 */
export async function deliver(
  deps: NotificationDeps,
  { workspaceId, deliveryId }: JobPayload<'notification.deliver'>,
): Promise<void> {
  const now = deps.clock.now();
  const taken = await deps.database.tenant(workspaceId, (tx) =>
    takeDelivery(tx, deliveryId, now, new Date(now.getTime() + sendingMs)),
  );
  if (!taken) return;
  const delivery = taken;
  let ts: string | null;
  try {
    ts = await send(deps, delivery);
  } catch (error) {
    await recordFailure(deps, delivery, error);
    return;
  }
  await deps.database.tenant(workspaceId, async (tx) => {
    const stale = await markSent(tx, deliveryId, { ts, hash: delivery.wantedHash, at: deps.clock.now() });
    await afterSent(deps, tx, delivery);
    if (stale) await deps.queue.enqueue(tx, 'notification.deliver', { workspaceId, deliveryId });
  });
}
