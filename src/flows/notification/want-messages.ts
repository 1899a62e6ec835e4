import { ChangeKind, type ChangeView } from '../../contracts/detection.ts';
import type { JobPayload } from '../../contracts/jobs.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { quietUntil } from '../../kit/schedule.ts';
import { escapeMrkdwn } from '../../kit/text.ts';
import { type AlertRow, loadAlert, loadChangesOfAlert } from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import {
  cancelWaiting,
  findDeliveryByKey,
  holdWaiting,
  type WantedDelivery,
  wantDelivery,
} from '../../store/deliveries.ts';
import { loadMonitorNotes } from '../../store/monitor-lookup.ts';
import { loadMonitorView, loadMonitorViews } from '../../store/monitor-views.ts';
import { briefMessage } from '../../vendors/slack/blocks/brief.ts';
import type { NotificationDeps } from './ports.ts';
import { renderAlert } from './render/alert.ts';
import { renderCard } from './render/card.ts';
import { renderHealth } from './render/health.ts';
import { renderMail, renderWebhook } from './render/plain-alert.ts';
import { whomToMention } from './render/whom-to-mention.ts';

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
  const now = deps.clock.now();
  await holdWaiting(tx, monitorId, heldUntil(monitor, now) ?? now); // a snooze or the quiet hours may have changed
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
      message: renderCard(monitor, { modelHelp: deps.modelHelp, ...notes }),
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
  const now = deps.clock.now();
  if (monitor.channelId) {
    await want(
      deps,
      tx,
      slackWish(deps, workspaceId, {
        key: `alert:${alertId}`,
        kind: 'alert',
        monitorId: monitor.monitorId,
        alertId,
        notBefore: heldUntil(monitor, now),
        channelId: monitor.channelId,
        threadTs: await threadOf(tx, workspaceId, monitor),
        message: renderAlert({
          ...alert,
          kind: ChangeKind.catch('other').parse(alert.kind),
          changes,
          mentions: whomToMention(alert.severity, monitor),
        }),
      }),
    );
  }
  // Monitors that share the event each have their own addresses to tell.
  const ids = [...new Set([monitor.monitorId, ...changes.map((change) => change.monitorId)])];
  const { monitors } = await loadMonitorViews(tx, { monitorIds: ids });
  for (const told of monitors) await wantElsewhere(deps, tx, { workspaceId, alert, monitor: told, changes });
  if (!monitor.channelId && monitors.every(({ notify }) => notify.length === 0)) {
    await deps.queue.enqueue(tx, 'detection.delivered', { workspaceId, alertId }); // read by whoever asks the API
  }
}

interface Elsewhere {
  workspaceId: string;
  alert: AlertRow;
  monitor: MonitorView;
  changes: readonly ChangeView[];
}

/** The alert by e-mail and webhook, as the monitor wishes. */
async function wantElsewhere(
  deps: NotificationDeps,
  tx: Tx,
  { workspaceId, alert, monitor, changes }: Elsewhere,
): Promise<void> {
  const at = deps.clock.now();
  const { alertId, sentence } = alert;
  const own = changes.filter((change) => change.monitorId === monitor.monitorId).slice(0, 1);
  const plain = { alertId, sentence, intent: monitor.intent, changes: own };
  for (const target of monitor.notify) {
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
      notBefore: heldUntil(monitor, at),
      at,
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
    const keyOf = (what: 'notice' | 'recovery') => `health:${episode}:${what}:${monitor.monitorId}`;
    // A bad night nobody was told of is over: there is nothing to say in the morning.
    if (!problem && (await cancelWaiting(tx, workspaceId, keyOf('notice'), 'over before it was told')))
      continue;
    await want(
      deps,
      tx,
      slackWish(deps, workspaceId, {
        key: keyOf(problem ? 'notice' : 'recovery'),
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

export async function wantBrief(
  deps: NotificationDeps,
  tx: Tx,
  { workspaceId, channelId, brief, permalinks, why, key }: JobPayload<'notification.brief'>,
): Promise<void> {
  const passages = brief.passages.map((one) => ({ ...one, permalink: permalinks[String(one.n)] ?? null }));
  await want(
    deps,
    tx,
    slackWish(deps, workspaceId, {
      key: `brief:${key}`,
      kind: 'say',
      monitorId: null,
      alertId: null,
      notBefore: null,
      channelId,
      threadTs: null,
      message: briefMessage({ ...brief, passages, why }),
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
