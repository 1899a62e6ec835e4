import type { ChangeView } from '../contracts/detection.ts';
import { selectChanges, toView } from './change-views.ts';
import type { Tx } from './database.ts';

/* Read-only: alerts of a channel, to find the one a new change belongs to. */

/** An alert with what it told. */
export interface ToldAlert {
  alertId: string;
  changes: ChangeView[];
}

/**
 * Alerts of a channel since a moment with what changed, oldest first, to find the one a new change belongs to.
 * Those that a snooze of another monitor holds back are left out: what joins them would wait with them.
 */
export async function loadRecentAlerts(
  tx: Tx,
  { channelId, monitorId, since, now }: { channelId: string; monitorId: string; since: Date; now: Date },
): Promise<ToldAlert[]> {
  const rows = await selectChanges(tx)
    .innerJoin('alerts', 'alerts.alert_id', 'changes.alert_id')
    .innerJoin('monitors', 'monitors.monitor_id', 'alerts.monitor_id')
    .where('alerts.channel_id', '=', channelId)
    .where('alerts.created_at', '>=', since)
    .where((eb) =>
      eb.or([
        eb('alerts.monitor_id', '=', monitorId),
        eb('monitors.snoozed_until', 'is', null),
        eb('monitors.snoozed_until', '<=', now),
      ]),
    )
    .orderBy('detected_at', 'desc')
    .limit(200)
    .execute();
  return byAlert(rows.toReversed().map(toView));
}

const byAlert = (changes: readonly ChangeView[]): ToldAlert[] =>
  [...Map.groupBy(changes, (change) => change.alertId ?? '')].map(([alertId, own]) => ({
    alertId,
    changes: own,
  }));

/**
 * The alerts behind these told changes whose news still stands: they reached people, and nothing was told of the same
 * page to the same monitor since. Oldest first.
 */
export async function loadStandingAlerts(tx: Tx, changeIds: readonly string[]): Promise<ToldAlert[]> {
  if (changeIds.length === 0) return [];
  const rows = await selectChanges(tx)
    .innerJoin('alerts', 'alerts.alert_id', 'changes.alert_id')
    .where('changes.change_id', 'in', [...changeIds])
    .where('alerts.delivered_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('changes as later')
            .select('later.change_id')
            .whereRef('later.monitor_id', '=', 'changes.monitor_id')
            .whereRef('later.source_id', '=', 'changes.source_id')
            .whereRef('later.detected_at', '>', 'changes.detected_at')
            .where('later.alert_id', 'is not', null),
        ),
      ),
    )
    .orderBy('detected_at')
    .execute();
  return byAlert(rows.map(toView));
}
