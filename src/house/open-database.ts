import type { Config } from '../config/config.ts';
import { type Database, openEmbedded, openServer } from '../store/database.ts';

/** The database the config names, not yet migrated. */
export async function openDatabase({ database, dataDir }: Config): Promise<Database> {
  return database.kind === 'server'
    ? openServer({
        connectionString: database.url.reveal(),
        poolSize: database.poolSize,
        statementTimeoutMs: database.statementTimeoutMs,
      })
    : await openEmbedded(dataDir);
}
