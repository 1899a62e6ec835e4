import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { openEmbedded } from '../store/database.ts';
import { dumpSchema } from '../store/dump-schema.ts';
import { migrate } from '../store/migrate.ts';
import { openDatabase } from './open-database.ts';

export const schemaFile = join(import.meta.dirname, '../../schema.sql');

/** Brings the configured database to the newest schema; the numbers of the migrations this call applied. */
export async function migrateConfigured(config: Config): Promise<number[]> {
  await using database = await openDatabase(config);
  return await migrate(database);
}

/** The schema that the migrations on disk make, from a database in memory. */
export async function schemaOfMigrations(): Promise<string> {
  await using database = await openEmbedded();
  await migrate(database);
  return await dumpSchema(database);
}

export async function writeSchemaFile(): Promise<void> {
  await writeFile(schemaFile, await schemaOfMigrations());
}

/** The lines by which schema.sql differs from what the migrations make, `-` for those only in the file; none when it is right. */
export async function differencesOfSchemaFile(): Promise<string[]> {
  const wanted = (await schemaOfMigrations()).split('\n');
  const written = (await readFile(schemaFile, 'utf8')).split('\n');
  return lineDifferences(written, wanted);
}

/** Longest common subsequence over lines: what is left of either side, in order. */
export function lineDifferences(before: readonly string[], after: readonly string[]): string[] {
  const common = commonLengths(before, after);
  const lengthAt = (i: number, j: number) => common[i]?.[j] ?? 0;
  const differences: string[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      differences.push(`- ${before[i]}`);
      i += 1;
    } else {
      differences.push(`+ ${after[j]}`);
      j += 1;
    }
  }
  return differences;
}

function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = table[i] ?? [];
      row[j] =
        before[i] === after[j]
          ? (table[i + 1]?.[j + 1] ?? 0) + 1
          : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
