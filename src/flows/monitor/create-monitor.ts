import type { Cadence } from '../../contracts/discovery.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { LookoutError } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { requestKey } from '../../kit/request-key.ts';
import { assertCadence, atLeastEvery } from '../../kit/schedule.ts';
import { cleanText, oneLine } from '../../kit/text.ts';
import type { Tx } from '../../store/database.ts';
import { loadMonitorView } from '../../store/monitor-views.ts';
import {
  findMonitorIdByCreationKey,
  findSameRequest,
  insertMonitor,
  lockRequest,
  recordAct,
} from '../../store/monitors.ts';
import { gone } from './perform-act.ts';
import type { MonitorDeps } from './ports.ts';

export interface Wish {
  request: string;
  channelId: string | null;
  threadTs: string | null;
  by: string;
  cadence: Cadence | null;
  key: string;
  startAtOnce: boolean;
  evenIfWatched: boolean;
}

export interface Created {
  monitor: MonitorView;
  alreadyWatched: boolean;
}

/** Stands until discovery proposes one. */
const provisionalCadence: Cadence = { kind: 'every', minutes: 30 };

/** The person's words, safe to store and to show. Throws bad_input when nothing readable is left. */
export function cleanRequest(request: string): string {
  const cleaned = oneLine(cleanText(request));
  if (cleaned.length >= 3) return cleaned;
  throw new LookoutError('bad_input', 'the request is empty', {
    humanMessage: 'Say what to watch, or name a page.',
  });
}

/**
 * A monitor for a request, looking for its pages in the background. The same key again answers the same
 * monitor; the same request of a live monitor of the workspace answers that one, unless `evenIfWatched`.
 */
export async function createMonitor(deps: MonitorDeps, workspaceId: string, wish: Wish): Promise<Created> {
  const request = cleanRequest(wish.request);
  if (wish.cadence) assertCadence(wish.cadence);
  return await deps.database.tenant(workspaceId, async (tx) => {
    const key = requestKey(request);
    await lockRequest(tx, workspaceId, wish.key);
    await lockRequest(tx, workspaceId, key);
    const same = await findMonitorIdByCreationKey(tx, wish.key);
    if (same) return { monitor: await viewOf(tx, same), alreadyWatched: false };
    const watched = wish.evenIfWatched
      ? null
      : await findSameRequest(tx, { requestKey: key, channelId: wish.channelId, by: wish.by });
    if (watched) return { monitor: await viewOf(tx, watched), alreadyWatched: true };
    const monitorId = await insert(deps, tx, workspaceId, { ...wish, request }, key);
    return { monitor: await viewOf(tx, monitorId), alreadyWatched: false };
  });
}

async function insert(
  deps: MonitorDeps,
  tx: Tx,
  workspaceId: string,
  wish: Wish,
  key: string,
): Promise<string> {
  const monitorId = newId();
  const now = deps.clock.now();
  await insertMonitor(tx, {
    monitor_id: monitorId,
    workspace_id: workspaceId,
    creation_key: wish.key,
    state: 'looking',
    request: wish.request,
    request_key: key,
    cadence: JSON.stringify(atLeastEvery(wish.cadence ?? provisionalCadence, deps.minCadenceMinutes)),
    cadence_asked: wish.cadence !== null,
    mode: 'every',
    channel_id: wish.channelId,
    thread_ts: wish.threadTs,
    created_by: wish.by,
    start_at_once: wish.startAtOnce,
    created_at: now,
    updated_at: now,
  });
  await recordAct(tx, {
    actId: newId(),
    workspaceId,
    monitorId,
    actor: wish.by,
    act: 'asked',
    detail: { request: wish.request },
    at: now,
  });
  await deps.queue.enqueue(tx, 'discovery.propose', {
    workspaceId,
    monitorId,
    request: wish.request,
    requestVersion: 1,
  });
  await deps.queue.enqueue(tx, 'notification.card', { workspaceId, monitorId });
  return monitorId;
}

async function viewOf(tx: Tx, monitorId: string): Promise<MonitorView> {
  const view = await loadMonitorView(tx, monitorId);
  if (!view) throw gone();
  return view;
}
