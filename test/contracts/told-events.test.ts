import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/kit/ids.ts';
import type { Database } from '../../src/store/database.ts';
import { findLikeEvents, saveEventVector } from '../../src/store/told-events.ts';
import { bothDatabases, type TestDatabase } from '../helpers/database.ts';

const now = new Date('2026-05-04T08:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const vector = (model: string, ...values: number[]) => ({ model, values: Float32Array.from(values) });

describe.each(bothDatabases)('told events on the $kind database', ({ open }) => {
  let opened: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    // Events are what is tested, not the changes they belong to.
    await database.pool.query('alter table event_vectors drop constraint event_vectors_change_id_fkey');
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
  });

  const told = async (
    values: number[],
    { workspaceId = 'T1', channelId = 'C1', model = 'small', days = 1 } = {},
  ): Promise<string> => {
    const changeId = newId();
    await database.tenant(workspaceId, (tx) =>
      saveEventVector(tx, {
        workspaceId,
        changeId,
        channelId,
        vector: vector(model, ...values),
        at: daysAgo(days),
      }),
    );
    return changeId;
  };
  const like = async (...values: number[]) =>
    await database.tenant('T1', (tx) =>
      findLikeEvents(tx, {
        channelId: 'C1',
        vector: vector('small', ...values),
        since: daysAgo(90),
        atLeast: 0.5,
      }),
    );

  test('the nearest come first, and only those of this channel, model, workspace and season', async () => {
    const far = await told([0.7, 0.7, 0]);
    const near = await told([1, 0.1, 0]);
    await told([0, 0, 1]); // about something else
    await told([1, 0, 0], { channelId: 'C2' });
    await told([1, 0, 0], { workspaceId: 'T2' });
    await told([1, 0, 0], { days: 91 });
    await told([1, 0, 0, 0, 0], { model: 'large' }); // of another length: comparing would be an error
    const found = await like(1, 0, 0);
    expect([...found.keys()]).toEqual([near, far]);
    expect(found.get(near)).toBeCloseTo(0.995, 3);
  });

  test('a vector of nothing is like nothing', async () => {
    await told([0, 0, 0]);
    expect((await like(0, 0, 0)).size).toBe(0);
  });
});
