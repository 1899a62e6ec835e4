import type { Config } from '../config/config.ts';
import type { ReplayReport } from '../contracts/detection.ts';
import { Id } from '../contracts/shared.ts';
import type { JudgingDeps } from '../flows/detection/ports.ts';
import { replayMonitor } from '../flows/detection/replay-monitor.ts';
import { readRequest } from '../flows/discovery/read-request.ts';
import { LookoutError } from '../kit/errors.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { findWorkspaceOfMonitor } from '../store/monitor-lookup.ts';
import { openDatabase } from './open-database.ts';
import { openEngine } from './open-engine.ts';

export interface HistoryRequest {
  monitorId: string;
  /** In place of the monitor's own; its condition is read out of the words, as for a new monitor. */
  request?: string | undefined;
  sinceDays: number;
}

/**
 * The stored history of one monitor under its own or another request, from the configured database; no door is opened
 * and no job is run. Throws `not_found` for a monitor that is not there.
 */
export async function replayHistory(config: Config, asked: HistoryRequest): Promise<ReplayReport> {
  await using database = await openDatabase(config);
  await migrate(database);
  await using engine = await openEngine(config, 'off');
  return await replayFrom(database, engine.judging, asked);
}

/** The same from a database and an engine that are open. */
export async function replayFrom(
  database: Database,
  judging: JudgingDeps,
  { monitorId, request, sinceDays }: HistoryRequest,
): Promise<ReplayReport> {
  const workspaceId = Id.safeParse(monitorId).success
    ? await database.system((tx) => findWorkspaceOfMonitor(tx, monitorId))
    : undefined;
  if (workspaceId === undefined)
    throw new LookoutError('not_found', 'no such monitor', {
      humanMessage: `There is no monitor ${monitorId} in this database. DATA_DIR or DATABASE_URL names the one to look in.`,
    });
  const condition = request === undefined ? undefined : readRequest(request).condition;
  return await replayMonitor(
    { ...judging, database },
    { workspaceId, monitorId, sinceDays, request, condition },
  );
}
