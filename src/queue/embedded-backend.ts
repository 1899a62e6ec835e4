import type { Db } from 'pg-boss';
import type { Database } from '../store/database.ts';

/**
 * pg-boss on the embedded database, through the same pool of one as everything else.
 * A failed statement inside a multi-statement block would leave the only session in an aborted
 * transaction, so it is rolled back before the session is handed on. Notifications arrive on that
 * same session, so listening costs nothing and wakes workers in milliseconds.
 */
export function embeddedBackend({ pool }: Database): Db {
  return {
    executeSql: async (text, values) => {
      const client = await pool.connect();
      try {
        const result = (await client.query(text, values?.length ? values : undefined)) as unknown;
        const results = (Array.isArray(result) ? result : [result]) as { rows?: unknown[] }[];
        return { rows: results.flatMap((one) => one.rows ?? []) };
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    listen: async (channel, onNotification, onReconnect) => {
      const client = await pool.connect();
      const hear = (message: { channel: string; payload?: string | undefined }) => {
        if (message.channel === channel) onNotification(message.payload ?? '');
      };
      client.on('notification', hear);
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      client.release();
      onReconnect();
      return {
        close: async () => {
          client.off('notification', hear);
        },
      };
    },
  };
}
