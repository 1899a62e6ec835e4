import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import { type Answer, contentRoom, hourMs, minuteMs } from './content-room-for-test.ts';

let room: Room;
const { pageSource, openContent, read, schedule, nextRun, reading, count } = contentRoom(() => room);

beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T08:00:00Z'));
});

const pool = {
  old: 'plans cost money each month and people may leave when they want without paying more than was agreed in spring',
  new: 'from june onward every team chooses seats storage support hours while yearly contracts save two payments altogether',
};
const prose = (words: keyof typeof pool): string =>
  Array.from({ length: 30 }, (_, at) => {
    const said = pool[words].split(' ');
    return `<p>${Array.from({ length: 12 }, (_, word) => said[(at * 7 + word * ((at % 4) + 1)) % said.length]).join(' ')}.</p>`;
  }).join('');
const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><body><main><h1>${title}</h1>${body}</main></body></html>`;
const before: Answer = { body: page('Pricing', prose('old')), etag: '"old"' };
const after: Answer = { body: page('Pricing', prose('new')), etag: '"new"' };
const flickering = (): Answer => ({
  body: page('Pricing', `${prose('new')}<p>Seen ${room.clock.now().getTime()} times</p>`),
});

/** A watched page that answered `before` once, and is due again. */
async function watch(...answers: Parameters<typeof pageSource>) {
  await room.addMonitor();
  const source = pageSource(...answers);
  const content = openContent(source.fetchPage);
  await schedule(content);
  await read(content, 'baseline');
  await room.take('detection.compare');
  await room.take('notification.card');
  return { ...source, content };
}
const compares = async () => (await room.take('detection.compare')).length;

describe('a page that is replaced nearly throughout', () => {
  test('is read once more a minute later, unconditionally, and believed when both agree', async () => {
    const { content, asked } = await watch(before, after, after);
    await nextRun(content);
    expect(await reading()).toMatchObject({
      problem: null,
      etag: null,
      next_due_at: new Date('2026-05-04T08:31:00Z'),
    });
    expect([await count('versions'), await compares()]).toEqual([1, 0]);
    expect(await nextRun(content, minuteMs)).toBe(1);
    expect(asked[2]?.validators).toEqual({});
    expect([await count('versions'), await compares()]).toEqual([2, 1]);
    expect(await reading()).toMatchObject({ problem: null, etag: '"new"' });
    expect(await room.take('notification.health')).toEqual([]);
  });

  test('the readings agree though something flickers on them', async () => {
    const { content } = await watch(before, flickering, flickering);
    await nextRun(content);
    await nextRun(content, minuteMs);
    expect(await compares()).toBe(1);
  });

  test('and is as it was a minute later / nothing is told, and the next requests are conditional again', async () => {
    const { content, asked } = await watch(before, after, before, { status304: true });
    await nextRun(content);
    await nextRun(content, minuteMs);
    expect([await count('versions'), await compares()]).toEqual([1, 0]);
    expect(await reading()).toMatchObject({ problem: null, etag: '"old"' });
    await nextRun(content);
    expect(asked[3]?.validators).toEqual({ etag: '"old"' });
    expect(await room.take('notification.health')).toEqual([]);
  });

  test('a failure in between does not stand for the page as it was', async () => {
    const { content } = await watch(before, after, { fails: 'server_error' }, after);
    for (let run = 0; run < 3; run += 1) await nextRun(content, minuteMs + 29 * minuteMs * Number(run === 0));
    expect(await compares()).toBe(1);
    expect(await room.take('notification.health')).toEqual([]);
  });

  test('while a machine or two still answer with the old one / it is told once, and its return once it has settled', async () => {
    const flaps: Answer[] = [after, before, after, after, before, after, before, before, after];
    const { content } = await watch(before, ...flaps, before);
    for (let run = 0; run < flaps.length; run += 1) await nextRun(content, hourMs);
    expect(await compares()).toBe(1);
    for (let run = 0; run < 5; run += 1) await nextRun(content, 7 * hourMs);
    expect(await compares()).toBe(1);
    expect(await room.take('notification.health')).toEqual([]);
  });

  test('after an outage that was told / its recovery is told when the page is sure', async () => {
    const bad = { fails: 'server_error' } as const;
    const { content } = await watch(before, bad, bad, bad, after, after);
    for (let run = 0; run < 3; run += 1) await nextRun(content, hourMs);
    expect(await room.take('notification.health')).toMatchObject([{ problem: 'server_error' }]);
    await nextRun(content, hourMs);
    expect(await reading()).toMatchObject({ problem: 'server_error', failures: 3 });
    expect(await room.take('notification.health')).toEqual([]);
    await nextRun(content, minuteMs);
    expect(await room.take('notification.health')).toMatchObject([{ problem: null, changedMeanwhile: true }]);
    expect(await compares()).toBe(1);
  });

  test('when nobody watches it any more / it is not read for that', async () => {
    const monitorId = await room.addMonitor();
    const content = openContent(pageSource(before, after).fetchPage);
    await schedule(content);
    await read(content, 'baseline');
    await room.editMonitor(monitorId, { state: 'paused' });
    await read(content, 'asked');
    expect((await reading()).next_due_at).toBeNull();
  });
});

describe('a page whose first reading was not the page', () => {
  const stub: Answer = {
    body: '<title>Shop</title><h1>Many people are here today</h1><p>Please come back later.</p>',
    etag: '"stub"',
  };

  test('when the page comes / it becomes the baseline of whoever watches, and nothing is told', async () => {
    const { content } = await watch(stub, before, before);
    const { observed_version_id: bad } = await reading();
    await room.database.tenant(workspaceId, async (tx) => {
      const [monitor] = await tx.selectFrom('monitors').select('monitor_id').execute();
      await tx
        .insertInto('pointers')
        .values({
          workspace_id: workspaceId,
          monitor_id: monitor?.monitor_id ?? '',
          source_id: String(
            (await tx.selectFrom('sources').select('source_id').executeTakeFirstOrThrow()).source_id,
          ),
          request_version: 1,
          observed_version_id: String(bad),
          alerted_version_id: String(bad),
        })
        .execute();
    });
    await nextRun(content);
    await nextRun(content, minuteMs);
    const versions = await room.rows<{ version_id: string }>('select version_id from versions');
    expect(versions).toEqual([{ version_id: (await reading()).observed_version_id }]);
    expect(versions[0]?.version_id).not.toBe(bad);
    const pointers = await room.rows('select observed_version_id, alerted_version_id from pointers');
    expect(pointers).toEqual([{ observed_version_id: null, alerted_version_id: null }]);
    expect(await compares()).toBe(1);
  });
});

describe('a list that loses its rows', () => {
  const list = (rows: number): Answer => ({
    body: page(
      'Careers',
      rows === 0
        ? '<p>No open positions</p>'
        : `<ul>${Array.from({ length: rows }, (_, at) => `<li>Baker for the ${at}th oven of the old town, from spring</li>`).join('')}</ul>`,
    ),
  });

  test('is believed when two readings agree', async () => {
    const { content } = await watch(list(30), list(0));
    await nextRun(content);
    expect(await compares()).toBe(0);
    await nextRun(content, minuteMs);
    expect(await compares()).toBe(1);
    expect(await reading()).toMatchObject({ problem: null });
  });

  test('for a minute / was never empty', async () => {
    const { content } = await watch(list(30), list(0), list(30));
    await nextRun(content);
    await nextRun(content, minuteMs);
    expect([await count('versions'), await compares()]).toEqual([1, 0]);
  });
});

describe('another page at the address', () => {
  const other: Answer = {
    body: page('Welcome', `<p>Welcome, dear guests.</p>${prose('new')}`),
    etag: '"other"',
  };

  test('is a problem of the page, and told after three readings', async () => {
    const { content, asked } = await watch(before, other);
    for (let run = 0; run < 4; run += 1) await nextRun(content, hourMs);
    expect(await reading()).toMatchObject({ problem: 'other_page' });
    expect(await room.take('notification.health')).toMatchObject([{ problem: 'other_page', tries: 3 }]);
    expect([await count('versions'), await compares()]).toEqual([1, 0]);
    expect(asked.slice(2).every(({ validators }) => validators?.etag === undefined)).toBe(true);
  });

  test('is the page when it stands there for a day', async () => {
    const { content } = await watch(before, other);
    for (let run = 0; run < 5; run += 1) await nextRun(content, 7 * hourMs);
    expect(await reading()).toMatchObject({ problem: null });
    expect(await compares()).toBe(1);
  });
});
