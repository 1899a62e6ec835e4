import type { InputBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LookoutError } from '../../kit/errors.ts';
import { type DrivenDoor, driveDoor, monitorView } from './drive-door-for-test.ts';
import { editView } from './edit-modal.ts';

const monitorId = monitorView().monitorId;
let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'monitor.get': monitorView(),
    'monitor.edit': monitorView(),
    'monitor.remove': { monitorId },
    'monitor.list': { monitors: [], total: 0 },
  });
});
afterEach(async () => door[Symbol.asyncDispose]());

type Value = Record<string, unknown>;
/** What Slack sends of a form nobody touched: the initial values of the view itself. */
function untouched(): Record<string, Record<string, Value>> {
  const { blocks } = editView(monitorView(), 'Europe/Berlin', { monitorId });
  const inputs = blocks.flatMap((block) => (block.type === 'input' ? [block as InputBlock] : []));
  return Object.fromEntries(
    inputs.map(({ block_id: name = '', element }) => {
      const { initial_value, initial_option, initial_time, initial_users } = element as unknown as Value;
      const value = {
        value: initial_value ?? null,
        selected_option: initial_option ?? null,
        selected_time: initial_time ?? null,
        selected_users: initial_users ?? [],
      };
      return [name, { [name]: value }];
    }),
  );
}

const submission = (values: Record<string, unknown>, more: Value = {}): Value => ({
  type: 'view_submission',
  team: { id: 'T1' },
  user: { id: 'UADA', team_id: 'T1' },
  view: {
    id: 'V1',
    hash: 'h1',
    type: 'modal',
    callback_id: 'edit_monitor',
    private_metadata: JSON.stringify({ monitorId }),
    state: { values },
    ...more,
  },
});

/** The untouched form with some fields set. */
const form = (fields: Record<string, Value>) => {
  const values = untouched();
  for (const [name, value] of Object.entries(fields))
    values[name] = { [name]: { ...values[name]?.[name], ...value } };
  return values;
};

async function submit(values: Record<string, unknown>, more: Value = {}): Promise<Value> {
  const response = await door.interact(submission(values, more));
  expect(response.status).toBe(200);
  return (await response.json()) as Value;
}

const shown = () => JSON.stringify(door.api.of('views.update').at(-1) ?? '');

describe('the form of a monitor', () => {
  test('sent untouched changes nothing', async () => {
    expect(await submit(untouched())).toMatchObject({ response_action: 'update' });
    await expect.poll(shown).toContain('Nothing was changed');
    expect(door.asked('monitor.edit')).toEqual([]);
  });

  test('only what was changed is asked for', async () => {
    await submit(
      form({
        cadence: { selected_option: { value: '60' } },
        quiet_from: { selected_time: '22:00' },
        quiet_to: { selected_time: '07:00' },
        mentions: { selected_users: ['UBOB'] },
        emails: { value: 'ada@acme.test, bob@acme.test' },
        webhooks: { value: 'https://hooks.acme.test/x' },
      }),
    );
    await expect.poll(shown).toContain('Saved');
    expect(door.asked('monitor.edit')).toEqual([
      {
        monitorId,
        by: 'UADA',
        cadence: { kind: 'every', minutes: 60 },
        quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
        mentions: ['UBOB'],
        notify: [
          { kind: 'email', address: 'ada@acme.test' },
          { kind: 'email', address: 'bob@acme.test' },
          { kind: 'webhook', url: 'https://hooks.acme.test/x' },
        ],
      },
    ]);
  });

  test.each([
    ['weekdays 9:00', '0 9 * * 1-5'],
    ['*/20 8-18 * * 1-5', '*/20 8-18 * * 1-5'],
  ])('"%s" is a schedule in the zone of the form', async (written, expression) => {
    await submit(form({ cadence: { selected_option: { value: 'schedule' } }, schedule: { value: written } }));
    await expect.poll(() => door.asked('monitor.edit').length).toBe(1);
    expect(door.asked('monitor.edit')).toMatchObject([
      { cadence: { kind: 'cron', expression, timeZone: 'Europe/Berlin' } },
    ]);
  });

  test('pages may be written without a scheme, one a line', async () => {
    await submit(form({ pages: { value: 'acme.test/pricing\nhttps://acme.test/blog' } }));
    await expect.poll(() => door.asked('monitor.edit').length).toBe(1);
    expect(door.asked('monitor.edit')).toMatchObject([
      { urls: ['https://acme.test/pricing', 'https://acme.test/blog'] },
    ]);
  });

  test.each([
    ['request', { request: { value: ' x ' } }],
    ['pages', { pages: { value: 'javascript:alert(1)' } }],
    [
      'pages',
      { pages: { value: Array.from({ length: 11 }, (_, n) => `https://acme.test/${n}`).join('\n') } },
    ],
    ['schedule', { cadence: { selected_option: { value: 'schedule' } }, schedule: { value: 'whenever' } }],
    ['schedule', { cadence: { selected_option: { value: 'schedule' } }, schedule: { value: '0 0 31 2 *' } }],
    ['quiet_to', { quiet_from: { selected_time: '22:00' } }],
    ['time_zone', { time_zone: { value: 'Berlin time' } }],
    ['emails', { emails: { value: 'ada at acme' } }],
    ['webhooks', { webhooks: { value: 'ftp://acme.test' } }],
  ])('a wrong %s is said under its field and nothing is saved', async (field, fields) => {
    const answer = await submit(form(fields as Record<string, Value>));
    expect(answer).toMatchObject({ response_action: 'errors' });
    expect(Object.keys(answer.errors as Value)).toEqual([field]);
    expect(door.hallCalls).toEqual([]);
  });

  test('what a flow refuses is said in the modal', async () => {
    door.hallAnswers['monitor.edit'] = () => {
      throw new LookoutError('conflict', 'x', { humanMessage: 'A stopped monitor cannot be edited.' });
    };
    await submit(form({ request: { value: 'something else' } }));
    await expect.poll(shown).toContain('cannot be edited');
  });

  test('a submission delivered twice is saved once', async () => {
    const values = form({ request: { value: 'something else' } });
    await submit(values);
    await submit(values);
    await expect.poll(shown).toContain('Saved');
    expect(door.asked('monitor.edit')).toHaveLength(1);
  });
});

test('confirming a deletion deletes, and Home is shown without it when that is where it began', async () => {
  await submit(
    {},
    { callback_id: 'confirm_delete', private_metadata: JSON.stringify({ monitorId, fromHome: true }) },
  );
  await expect.poll(() => door.api.of('views.publish').length).toBe(1);
  expect(door.asked('monitor.remove')).toEqual([{ monitorId, by: 'UADA' }]);
});

describe('the message shortcut', () => {
  const shortcut = (text: string): Value => ({
    type: 'message_action',
    callback_id: 'watch_message',
    team: { id: 'T1' },
    user: { id: 'UADA', team_id: 'T1' },
    channel: { id: 'C1' },
    message: { type: 'message', ts: '1790000000.000500', text, user: 'UBOB' },
    message_ts: '1790000000.000500',
    action_ts: '1790000001.9',
    trigger_id: 'trigger-9',
    response_url: `${door.api.url}respond`,
  });
  beforeEach(() => {
    door.hallAnswers['monitor.create'] = { monitor: monitorView(), alreadyWatched: false };
  });
  const told = () => JSON.stringify(door.api.of('respond').at(-1) ?? '');

  test('each link of the message gets a monitor in its thread, once even when delivered twice', async () => {
    const payload = shortcut('see <https://a.test/x|this> and <https://b.test/y> and <https://a.test/x>');
    await door.interact(payload);
    await door.interact(payload);
    await expect.poll(told).toContain('2 pages to watch');
    expect(door.asked('monitor.create')).toMatchObject([
      {
        request: 'changes on https://a.test/x',
        threadTs: '1790000000.000500',
        startAtOnce: true,
        by: 'UADA',
      },
      { request: 'changes on https://b.test/y' },
    ]);
    expect(door.asked('monitor.create')).toHaveLength(2);
  });

  test('a message without a link is answered, and nothing is made', async () => {
    await door.interact(shortcut('no link here'));
    await expect.poll(told).toContain('no link');
    expect(door.asked('monitor.create')).toEqual([]);
  });
});
