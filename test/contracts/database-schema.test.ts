import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lineDifferences, schemaFile } from '../../src/house/schema-file.ts';
import { dumpSchema } from '../../src/store/dump-schema.ts';
import { openServerTestDatabase, openTestDatabase } from '../helpers/database.ts';

test('schema.sql is what the migrations make (if not: lookout migrate --write-schema)', async () => {
  await using database = await openTestDatabase();
  const made = (await dumpSchema(database)).split('\n');
  expect(lineDifferences(readFileSync(schemaFile, 'utf8').split('\n'), made)).toEqual([]);
});

test('the migrations make the same schema on a server', async () => {
  await using server = await openServerTestDatabase();
  await using embedded = await openTestDatabase();
  expect(await dumpSchema(server.database)).toBe(await dumpSchema(embedded));
});

test('what somebody changes by hand shows in the dump: a column, a policy, a grant, an index', async () => {
  await using database = await openTestDatabase();
  const before = (await dumpSchema(database)).split('\n');
  await database.pool.query(`
    alter table inbox add column colour text default 'red';
    alter table blobs disable row level security;
    drop policy own_workspace on alerts;
    revoke delete on versions from lookout_tenant;
    drop index changes_by_alert`);
  const after = (await dumpSchema(database)).split('\n');
  expect(after.filter((line) => !before.includes(line))).toEqual([
    "  colour text default 'red'::text,",
    'grant insert, select, update on versions to lookout_tenant;',
  ]);
  expect(before.length - after.length).toBe(2);
});
