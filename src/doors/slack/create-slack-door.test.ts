import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LookoutError } from '../../kit/errors.ts';
import { type DrivenDoor, driveDoor, eventBody, mention, monitorView, sign } from './drive-door-for-test.ts';

let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
});
afterEach(async () => door[Symbol.asyncDispose]());

const watch = {
  kind: 'watch',
  request: 'price on https://acme.test',
  urls: ['https://acme.test'],
  cadence: null,
  mode: 'every',
};
const none = { monitors: [], total: 0 };

describe('what does not come from Slack', () => {
  const body = JSON.stringify(eventBody(mention('hello'), 'Ev1'));
  const json = 'application/json';

  test('a wrong signature is refused and nothing is stored', async () => {
    const forged = sign(body, Math.floor(Date.now() / 1000), 'another secret');
    expect((await door.post('/slack/events', json, body, forged)).status).toBe(401);
    expect(door.stored.size).toBe(0);
  });

  test('a body altered after signing is refused', async () => {
    expect((await door.post('/slack/events', json, `${body} `, sign(body))).status).toBe(401);
    expect(door.stored.size).toBe(0);
  });

  test('a request recorded more than five minutes ago is refused, one of four minutes ago is taken', async () => {
    const nowSeconds = Math.floor(Date.now() / 1000);
    expect((await door.post('/slack/events', json, body, sign(body, nowSeconds - 301))).status).toBe(401);
    expect((await door.post('/slack/events', json, body, sign(body, nowSeconds - 240))).status).toBe(200);
    expect(door.stored.size).toBe(1);
  });

  test('a request without any signature is refused', async () => {
    const bare = { 'x-slack-signature': '', 'x-slack-request-timestamp': '' };
    expect((await door.post('/slack/events', json, body, bare)).status).toBe(401);
  });

  test('any other path is not found', async () => {
    expect((await fetch(`${door.url}/slack/other`)).status).toBe(404);
  });
});

describe('events', () => {
  test('a mention is stored and acknowledged before anything is done about it', async () => {
    expect((await door.event(mention('<@UBOT> watch acme.test'), 'Ev1')).status).toBe(200);
    expect([...door.stored.keys()]).toEqual(['Ev1']);
    expect(door.api.calls).toEqual([]);
    expect(door.hallCalls).toEqual([]);
  });

  test('when storing fails, Slack is not told that all is well, so that it sends the event again', async () => {
    door.stored.set = () => {
      throw new Error('disk full');
    };
    expect((await door.event(mention('<@UBOT> watch acme.test'))).status).toBe(500);
  });

  test('a delivery that Slack repeats is worked on once', async () => {
    Object.assign(door.hallAnswers, {
      'assistant.understand': watch,
      'monitor.create': { monitor: monitorView(), alreadyWatched: false },
    });
    for (let time = 0; time < 3; time += 1) await door.event(mention('<@UBOT> watch acme.test'), 'Ev1');
    await door.work();
    await door.event(mention('<@UBOT> watch acme.test'), 'Ev1');
    await door.work();
    expect(door.asked('monitor.create')).toHaveLength(1);
  });

  test('a failure that can pass leaves the delivery open, and the next try finishes it', async () => {
    let tries = 0;
    Object.assign(door.hallAnswers, {
      'assistant.understand': () => {
        tries += 1;
        if (tries === 1) throw new LookoutError('unavailable', 'the database is restarting');
        return { kind: 'help' };
      },
    });
    await door.event(mention('<@UBOT> help'), 'Ev1');
    expect(await door.work()).toMatchObject([{ code: 'unavailable' }]);
    expect(door.stored.get('Ev1')).toMatchObject({
      done: false,
      problem: 'unavailable: the database is restarting',
    });
    expect(door.api.of('chat.postEphemeral')).toEqual([]);
    expect(await door.work()).toEqual([]);
    expect(door.api.of('chat.postEphemeral')).toHaveLength(1);
    expect(door.stored.get('Ev1')?.done).toBe(true);
  });

  test('an error of our own code is retried like an outage, not swallowed by Bolt', async () => {
    door.hallAnswers['assistant.understand'] = () => {
      throw new TypeError('undefined is not a function');
    };
    await door.event(mention('<@UBOT> help'));
    expect(await door.work()).toMatchObject([{ code: 'internal' }]);
  });

  test('when Slack asks to wait while answering, the job fails with how long', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'help' };
    door.api.answers['chat.postEphemeral'] = { ok: false, error: 'ratelimited' };
    await door.event(mention('<@UBOT> help'));
    expect(await door.work()).toMatchObject([{ code: 'rate_limited' }]);
  });

  test('what a person may not do is told to them alone and is not tried again', async () => {
    Object.assign(door.hallAnswers, { 'assistant.understand': watch, 'monitor.list': none });
    door.api.answers['users.info'] = { user: { tz: 'UTC', is_restricted: true } };
    await door.event(mention('<@UBOT> watch acme.test'), 'Ev1');
    expect(await door.work()).toEqual([]);
    expect(door.asked('monitor.create')).toEqual([]);
    expect(door.api.of('chat.postEphemeral')).toMatchObject([
      { channel: 'C1', user: 'UADA', text: expect.stringContaining('Guests') },
    ]);
    expect(door.stored.get('Ev1')?.done).toBe(true);
  });
});

test('over its hourly limit Slack is answered, and nothing is stored', async () => {
  const body = JSON.stringify({ type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 });
  expect((await door.post('/slack/events', 'application/json', body)).status).toBe(200);
  expect(door.stored.size).toBe(0);
});
