import type { JobPayload } from '../../contracts/jobs.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { quietUntil } from '../../kit/schedule.ts';
import { escapeMrkdwn } from '../../kit/text.ts';
import { loadAlert, loadChangesOfAlert } from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import { findDeliveryByKey, type WantedDelivery, wantDelivery } from '../../store/deliveries.ts';
import { loadMonitorNotes } from '../../store/monitor-lookup.ts';
import { loadMonitorView, loadMonitorViews } from '../../store/monitor-views.ts';
import type { NotificationDeps } from './ports.ts';
import { renderAlert } from './render/alert.ts';
import { renderCard } from './render/card.ts';
import { renderHealth } from './render/health.ts';
import { renderMail, renderWebhook } from './render/plain-alert.ts';

/** Writes the wish and leaves the job to fulfil it, in the caller's transaction. */
export async function want(deps: NotificationDeps, tx: Tx, wish: WantedDelivery): Promise<string> {
  const { deliveryId, toSend } = await wantDelivery(tx, wish);
  if (toSend)
    await deps.queue.enqueue(tx, 'notification.deliver', { workspaceId: wish.workspaceId, deliveryId });
  return deliveryId;
}

const slackWish = (
  deps: NotificationDeps,
  workspaceId: string,
  wish: Pick<WantedDelivery, 'key' | 'kind' | 'monitorId' | 'alertId' | 'notBefore'> & {
    channelId: string;
    threadTs: string | null;
    message: object;
  },
): WantedDelivery => ({
  workspaceId,
  key: wish.key,
  kind: wish.kind,
  via: 'slack',
  monitorId: wish.monitorId,
  alertId: wish.alertId,
  target: { channelId: wish.channelId, threadTs: wish.threadTs },
  wanted: { ...wish.message },
  notBefore: wish.notBefore,
  at: deps.clock.now(),
});

/** A monitor made outside a thread lives under its own card. */
async function threadOf(tx: Tx, workspaceId: string, monitor: MonitorView): Promise<string | null> {
  if (monitor.threadTs) return monitor.threadTs;
  return (await findDeliveryByKey(tx, workspaceId, `card:${monitor.monitorId}`))?.postedTs ?? null;
}

export async function wantCard(
  deps: NotificationDeps,
  tx: Tx,
  { workspaceId, monitorId }: JobPayload<'notification.card'>,
): Promise<void> {
  const monitor = await loadMonitorView(tx, monitorId);
  if (!monitor?.channelId) return;
  const notes = await loadMonitorNotes(tx, monitorId);
  await want(
    deps,
    tx,
    slackWish(deps, workspaceId, {
      key: `card:${monitorId}`,
      kind: 'card',
      monitorId,
      alertId: null,
      notBefore: null,
      channelId: monitor.channelId,
      threadTs: monitor.threadTs,
      message: renderCard(monitor, { modelHelp: deps.modelHelp, unreadable: notes.unreadable }),
    }),
  );
}

/** Quiet hours and snooze hold delivery, never evaluation: the later of the two ends. */
function heldUntil(monitor: MonitorView, now: Date): Date | null {
  const quiet = monitor.quietHours ? quietUntil(monitor.quietHours, now) : null;
  const snoozed = monitor.snoozedUntil ? new Date(monitor.snoozedUntil) : null;
  const ends = [quiet, snoozed].filter((end) => end !== null && end > now) as Date[];
  return ends.length > 0 ? new Date(Math.max(...ends.map((end) => end.getTime()))) : null;
}

export async function wantAlert(
  deps: NotificationDeps,
  tx: Tx,
  { workspaceId, alertId }: JobPayload<'notification.alert'>,
): Promise<void> {
  const alert = await loadAlert(tx, alertId);
  const monitor = alert && (await loadMonitorView(tx, alert.monitorId));
  if (!alert || !monitor) return;
  const changes = await loadChangesOfAlert(tx, alertId);
  const notBefore = heldUntil(monitor, deps.clock.now());
  if (monitor.channelId) {
    await want(
      deps,
      tx,
      slackWish(deps, workspaceId, {
        key: `alert:${alertId}`,
        kind: 'alert',
        monitorId: monitor.monitorId,
        alertId,
        notBefore,
        channelId: monitor.channelId,
        threadTs: await threadOf(tx, workspaceId, monitor),
        message: renderAlert({ ...alert, changes, mentions: monitor.mentions }),
      }),
    );
  }
  for (const target of monitor.notify) {
    const plain = { alertId, sentence: alert.sentence, intent: monitor.intent, changes: changes.slice(0, 1) };
    const address = target.kind === 'email' ? target.address : target.url;
    await want(deps, tx, {
      workspaceId,
      key: `alert:${alertId}:${target.kind}:${address}`,
      kind: 'alert',
      via: target.kind,
      monitorId: monitor.monitorId,
      alertId,
      target: target.kind === 'email' ? { address: target.address } : { url: target.url },
      wanted: target.kind === 'email' ? renderMail(plain) : renderWebhook(plain),
      notBefore,
      at: deps.clock.now(),
    });
  }
}

export async function wantHealth(
  deps: NotificationDeps,
  tx: Tx,
  health: JobPayload<'notification.health'>,
): Promise<void> {
  const { workspaceId, sourceId, problem, episode } = health;
  const { monitors } = await loadMonitorViews(tx, { sourceId, limit: 200 });
  for (const monitor of monitors) {
    const source = monitor.sources.find((one) => one.sourceId === sourceId);
    if (!source || !monitor.channelId || (monitor.state !== 'watching' && monitor.state !== 'proposed'))
      continue;
    await want(
      deps,
      tx,
      slackWish(deps, workspaceId, {
        key: `health:${episode}:${problem ? 'notice' : 'recovery'}:${monitor.monitorId}`,
        kind: 'health',
        monitorId: monitor.monitorId,
        alertId: null,
        notBefore: heldUntil(monitor, deps.clock.now()),
        channelId: monitor.channelId,
        threadTs: await threadOf(tx, workspaceId, monitor),
        message: renderHealth({
          monitorId: monitor.monitorId,
          url: source.url,
          problem,
          since: health.since,
          tries: health.tries,
          lastGoodAt: source.lastGoodAt,
          changedMeanwhile: health.changedMeanwhile,
          at: deps.clock.now().toISOString(),
        }),
      }),
    );
  }
}

export async function wantSaying(
  deps: NotificationDeps,
  tx: Tx,
  saying: JobPayload<'notification.say'>,
): Promise<void> {
  const monitor = saying.monitorId && !saying.threadTs ? await loadMonitorView(tx, saying.monitorId) : null;
  await want(
    deps,
    tx,
    slackWish(deps, saying.workspaceId, {
      key: `say:${saying.key}`,
      kind: 'say',
      monitorId: saying.monitorId,
      alertId: null,
      notBefore: null,
      channelId: saying.channelId,
      threadTs: saying.threadTs ?? (monitor ? await threadOf(tx, saying.workspaceId, monitor) : null),
      message: { text: saying.text },
    }),
  );
}

/** `notify`: words from outside, inert. */
export async function wantNotice(
  deps: NotificationDeps,
  tx: Tx,
  workspaceId: string,
  input: { channelId: string; threadTs: string | null; text: string; key: string },
): Promise<string> {
  return await want(
    deps,
    tx,
    slackWish(deps, workspaceId, {
      key: `notify:${input.key}`,
      kind: 'say',
      monitorId: null,
      alertId: null,
      notBefore: null,
      channelId: input.channelId,
      threadTs: input.threadTs,
      message: { text: escapeMrkdwn(input.text) },
    }),
  );
}
