import { createRouterClient } from '@orpc/server';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MonitorWish, openRoom, type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import { type PlayedOffice, playSlackOffice } from '../../../test/helpers/play-slack-office.ts';
import type { Verdict } from '../../contracts/detection.ts';
import { systemWorkspace } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { silentLog } from '../../kit/log.ts';
import { insertAlert, insertChange } from '../../store/changes.ts';
import { createMailer } from '../../vendors/mail/send-mail.ts';
import { createEgress } from '../../vendors/web/egress.ts';
import { postWebhook } from '../../vendors/web/post-webhook.ts';
import { serveForTest } from '../../vendors/web/serve-for-test.ts';
import { createNotificationFlow } from './index.ts';
import type { NotificationDeps } from './ports.ts';

const minuteMs = 60_000;
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const thread = '1700000000.000100';
let room: Room;
let slack: PlayedOffice;

beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T12:00:00Z'));
  slack = playSlackOffice();
});

function openNotification(over: Partial<NotificationDeps> = {}) {
  const flow = createNotificationFlow({
    database: room.database,
    queue: room.queue,
    clock: room.clock,
    log: silentLog,
    slack,
    postWebhook: async () => undefined,
    webhookSecretOf: () => secret,
    modelHelp: 'set OPENAI_API_KEY to connect one',
    ...over,
  });
  const as = (workspace: string) =>
    createRouterClient(flow.calls, { context: { workspaceId: workspace, requestId: 'r' } });
  return { ...flow, clock: as(systemWorkspace), person: as(workspaceId) };
}
type Notification = ReturnType<typeof openNotification>;

const settle = async (notification: Notification) => await room.drain(notification.workers);
/** Time passes, the clock strikes, and what it releases is sent. */
const later = async (notification: Notification, ms: number) => {
  await room.clock.advance(ms);
  await notification.clock.releaseDue({});
  await settle(notification);
};
const enqueue = async (
  ...job: Parameters<Room['queue']['enqueue']> extends [unknown, ...infer Rest] ? Rest : never
) => {
  await room.database.tenant(workspaceId, (tx) => room.queue.enqueue(tx, ...job));
};

const verdict: Verdict = {
  outcome: 'alert',
  reason: 'typed_change',
  kind: 'price',
  severity: 'normal',
  sentence: 'The Pro plan went from $20 to $25 (+25%)',
  quotes: [{ before: '$20 a month', after: '$25 a month', path: ['Pro plan'] }],
  confidence: 0.95,
  judgedBy: 'rules',
};

/** An alert as the detection room would have left it. */
async function addAlert(
  monitorId: string,
  url = 'https://shop.example/pricing',
  alertId = newId(),
): Promise<string> {
  const sourceId = await room.sourceId(url);
  const versions = [newId(), newId()];
  const at = room.clock.now();
  for (const id of versions) {
    await room.rows(
      `insert into versions (version_id, workspace_id, source_id, extractor, version_hash, extraction, observed_at) values ($1::uuid, 'T1', $2, 't', 'h', '', $3)`,
      [id, sourceId, at],
    );
  }
  await room.database.tenant(workspaceId, async (tx) => {
    const { sentence, kind, severity } = verdict;
    await insertAlert(tx, {
      alertId,
      workspaceId,
      monitorId,
      channelId: 'C0GENERAL1',
      sentence,
      kind,
      severity,
      createdAt: at,
    });
    await insertChange(tx, {
      changeId: newId(),
      workspaceId,
      monitorId,
      sourceId,
      fromVersionId: versions[0] ?? '',
      toVersionId: versions[1] ?? '',
      requestVersion: 1,
      hunks: [],
      verdict,
      alertId,
      detectedAt: at,
    });
    await room.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId });
  });
  return alertId;
}
const addMonitorWithAlert = async (wish: MonitorWish = {}) => {
  const monitorId = await room.addMonitor({ threadTs: thread, ...wish });
  return { monitorId, alertId: await addAlert(monitorId) };
};
const deliveries = async () =>
  await room.rows<{ kind: string; via: string; state: string; attempts: number; problem: string | null }>(
    'select * from deliveries order by created_at, delivery_key',
  );
const alertsStanding = () => slack.standing.filter((one) => one.message.text.includes('Pro plan went'));

describe('exactly once', () => {
  test('an alert is posted into the thread, and the rooms that count on it are told', async () => {
    const { alertId, monitorId } = await addMonitorWithAlert();
    const notification = openNotification();
    await settle(notification);
    expect(alertsStanding()).toMatchObject([{ channelId: 'C0GENERAL1', threadTs: thread, edits: 0 }]);
    expect(await room.take('detection.delivered')).toEqual([{ workspaceId, alertId }]);
    expect(slack.standing.filter((one) => one.deliveryId !== alertsStanding()[0]?.deliveryId)).toHaveLength(
      1,
    ); // its card
    expect(await deliveries()).toMatchObject([
      { kind: 'alert', state: 'sent', attempts: 0 },
      { kind: 'card', state: 'sent' },
    ]);
    expect(monitorId).toBeTruthy();
  });

  test('when the answer to a post is lost / the message is found and not posted again', async () => {
    await addMonitorWithAlert();
    const notification = openNotification();
    slack.mishaps = ['answer_lost'];
    await settle(notification);
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', attempts: 1 });
    await later(notification, minuteMs);
    expect(alertsStanding()).toHaveLength(1);
    expect((await deliveries())[0]).toMatchObject({ state: 'sent' });
    expect(await room.take('detection.delivered')).toHaveLength(1);
  });

  test('when Lookout dies between posting and writing it down / whoever comes next finds the message', async () => {
    await addMonitorWithAlert();
    const notification = openNotification();
    await room.drain({ 'notification.alert': notification.workers['notification.alert'] });
    // What a process leaves that dies in between: the row taken, the message standing.
    await room.rows("update deliveries set state = 'sending', attempts = 1, sending_until = $1", [
      new Date(room.clock.now().getTime() + 45_000),
    ]);
    const [row] = await room.rows<{ delivery_id: string; wanted: { text: string } }>(
      'select * from deliveries',
    );
    await slack.post(
      { workspaceId, channelId: 'C0GENERAL1', threadTs: thread },
      row?.wanted ?? { text: '' },
      row?.delivery_id ?? '',
    );
    await settle(notification); // for all anybody knows, somebody is sending it
    await later(notification, minuteMs);
    expect(alertsStanding()).toHaveLength(1);
    expect((await deliveries())[0]).toMatchObject({ state: 'sent' });
  });

  test('when the message stands but cannot be written down / the next try finds it', async () => {
    await addMonitorWithAlert();
    const notification = openNotification();
    await room.rows('alter table deliveries add constraint broken check (posted_ts is null)');
    try {
      await expect(settle(notification)).rejects.toThrow('broken');
    } finally {
      await room.rows('alter table deliveries drop constraint broken');
    }
    await later(notification, minuteMs);
    expect(alertsStanding()).toHaveLength(1);
  });

  test('the same words twice are one message', async () => {
    const notification = openNotification();
    const notice = { channelId: 'C0GENERAL1', text: 'Deployed <!channel>', key: 'deploy-1' };
    const first = await notification.person.notify(notice);
    expect((await notification.person.notify(notice)).deliveryId).toBe(first.deliveryId);
    await settle(notification);
    expect(slack.standing.map((one) => one.message.text)).toEqual(['Deployed &lt;!channel&gt;']);
    expect((await notification.person.listDeliveries({})).deliveries).toMatchObject([
      { state: 'sent', kind: 'say' },
    ]);
  });
});

describe('failures', () => {
  test('when Slack asks to wait / the row waits as long, and is not looked for in vain', async () => {
    await addMonitorWithAlert();
    const notification = openNotification();
    slack.mishaps = ['busy'];
    await settle(notification);
    await later(notification, 29_000);
    expect(alertsStanding()).toHaveLength(0);
    await later(notification, 1_000);
    expect(alertsStanding()).toHaveLength(1);
    expect(slack.looks).toBe(0);
  });

  test('a channel that is busy for long loses nothing', async () => {
    await addMonitorWithAlert();
    const notification = openNotification();
    slack.mishaps = Array<'busy'>(20).fill('busy');
    await settle(notification);
    for (let stroke = 0; stroke < 20; stroke += 1) await later(notification, 30_000);
    expect(alertsStanding()).toHaveLength(1);
  });

  test('a Slack that is down is asked again, ever less often', async () => {
    await addMonitorWithAlert();
    const notification = openNotification();
    slack.mishaps = ['down', 'down', 'down'];
    await settle(notification);
    for (const wait of [4_000, 8_000, 16_000]) await later(notification, wait);
    expect(alertsStanding()).toHaveLength(1);
  });

  test('a card that was refused is tried again when there is something new to show', async () => {
    const monitorId = await room.addMonitor({ threadTs: null });
    const notification = openNotification();
    slack.mishaps = ['refused'];
    await enqueue('notification.card', { workspaceId, monitorId });
    await settle(notification);
    expect(await deliveries()).toMatchObject([{ state: 'dead' }]);
    await enqueue('notification.card', { workspaceId, monitorId });
    await settle(notification);
    expect(slack.standing).toHaveLength(0);
    await room.editMonitor(monitorId, { state: 'paused' });
    await enqueue('notification.card', { workspaceId, monitorId });
    await settle(notification);
    expect(slack.standing).toHaveLength(1);
  });
});

describe('messages kept current', () => {
  test('the card is edited in place, and many requests are one edit', async () => {
    const monitorId = await room.addMonitor({ state: 'proposed', threadTs: null });
    const notification = openNotification();
    await enqueue('notification.card', { workspaceId, monitorId });
    await settle(notification);
    await room.editMonitor(monitorId, { state: 'watching' });
    for (let wish = 0; wish < 5; wish += 1) await enqueue('notification.card', { workspaceId, monitorId });
    await settle(notification);
    expect(slack.standing).toMatchObject([{ edits: 1, threadTs: null }]);
    expect(slack.standing[0]?.message.text).toContain('Watching');
  });

  test('a monitor made outside a thread speaks under its own card', async () => {
    const monitorId = await room.addMonitor({ threadTs: null });
    const notification = openNotification();
    await enqueue('notification.card', { workspaceId, monitorId });
    await settle(notification);
    await addAlert(monitorId);
    await settle(notification);
    expect(alertsStanding()).toMatchObject([{ threadTs: slack.standing[0]?.ts }]);
  });

  test('the same event elsewhere edits the alert, and people then know of it', async () => {
    const blog = 'https://blog.example/news';
    const monitorId = await room.addMonitor({ urls: ['https://shop.example/pricing', blog] });
    const notification = openNotification();
    const alertId = await addAlert(monitorId);
    await settle(notification);
    await room.take('detection.delivered');
    await addAlert(monitorId, blog, alertId);
    await settle(notification);
    expect(alertsStanding()).toMatchObject([{ edits: 1 }]);
    expect(JSON.stringify(alertsStanding()[0]?.message.blocks)).toContain('also on blog.example/news');
    expect(await room.take('detection.delivered')).toEqual([{ workspaceId, alertId }]);
  });

  test('an event on ten pages in a row is one message, edited fewer times than there are pages', async () => {
    const pages = Array.from({ length: 9 }, (_, at) => `https://news.example/${at}`);
    const monitorId = await room.addMonitor({ urls: ['https://shop.example/pricing', ...pages] });
    const notification = openNotification();
    const alertId = await addAlert(monitorId);
    await settle(notification);
    for (const page of pages) {
      await room.clock.advance(60_000);
      await addAlert(monitorId, page, alertId);
    }
    await settle(notification);
    expect(alertsStanding()).toHaveLength(1);
    expect(alertsStanding()[0]?.edits).toBeLessThan(9);
    const words = JSON.stringify(alertsStanding()[0]?.message);
    expect(words).toMatch(/also on news.example\/0.*also on news.example\/5/);
    expect(words).not.toContain('news.example/6');
    expect(words).toContain('and 3 more pages');
  });
});

describe('quiet hours and snooze', () => {
  const night = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };

  test('an alert of the night is told in the morning', async () => {
    room.clock.set(new Date('2026-05-04T21:00:00Z')); // 23:00 in Berlin
    await addMonitorWithAlert({ quietHours: night });
    const notification = openNotification();
    await settle(notification);
    await later(notification, 7 * 60 * minuteMs + 59 * minuteMs);
    expect(alertsStanding()).toHaveLength(0);
    await later(notification, minuteMs);
    expect(alertsStanding()).toHaveLength(1);
  });

  test('a snooze holds alerts; when somebody ends it they come at once', async () => {
    const { monitorId } = await addMonitorWithAlert({ snoozedUntil: new Date('2026-05-11T12:00:00Z') });
    const notification = openNotification();
    await settle(notification);
    expect(alertsStanding()).toHaveLength(0);
    await room.editMonitor(monitorId, { snoozed_until: null });
    await enqueue('notification.card', { workspaceId, monitorId });
    await settle(notification);
    await later(notification, 1_000);
    expect(alertsStanding()).toHaveLength(1);
  });

  test('a page that was down in the night and is well again is not worth a word in the morning', async () => {
    room.clock.set(new Date('2026-05-04T21:00:00Z'));
    await room.addMonitor({ quietHours: night });
    const notification = openNotification();
    const health = {
      workspaceId,
      sourceId: await room.sourceId('https://shop.example/pricing'),
      since: '2026-05-04T21:00:00Z',
      tries: 3,
      episode: 'e1',
      changedMeanwhile: false,
    };
    await enqueue('notification.health', { ...health, problem: 'server_error' });
    await settle(notification);
    await enqueue('notification.health', { ...health, problem: null });
    await settle(notification);
    await later(notification, 12 * 60 * minuteMs);
    expect(slack.standing).toEqual([]);
  });

  test('by day, one notice and one recovery, however often they are left', async () => {
    await room.addMonitor();
    const notification = openNotification();
    const health = {
      workspaceId,
      sourceId: await room.sourceId('https://shop.example/pricing'),
      since: '2026-05-04T11:00:00Z',
      tries: 3,
      episode: 'e1',
      changedMeanwhile: false,
    };
    for (const problem of ['server_error', 'server_error', null, null] as const) {
      await enqueue('notification.health', { ...health, problem });
      await settle(notification);
    }
    expect(slack.standing.map((one) => one.message.text.slice(0, 1))).toEqual(['▲', '✓']);
  });
});

interface Letter {
  to: string[];
  text: string;
}

/** A mail server on loopback; `refuse` says the SMTP status for the next letters. */
async function openMailServer() {
  const letters: Letter[] = [];
  const refuse: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const status = refuse.shift();
        if (status) return done(Object.assign(new Error('no'), { responseCode: status }));
        letters.push({
          to: session.envelope.rcptTo.map((to) => to.address),
          text: Buffer.concat(parts).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    letters,
    refuse,
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

describe('e-mail', () => {
  const notify = [{ kind: 'email' as const, address: 'ops@example.com' }];

  test('a mail server that is busy gets the letter later, once, however often the alert is edited', async () => {
    await using post = await openMailServer();
    await using mailer = createMailer(post.url, 'Lookout <lookout@example.com>');
    const { alertId, monitorId } = await addMonitorWithAlert({ notify });
    const notification = openNotification({ mailer });
    post.refuse.push(451);
    await settle(notification);
    expect(post.letters).toEqual([]);
    await later(notification, minuteMs);
    await room.editMonitor(monitorId, { intent: 'Something else by now' });
    await enqueue('notification.alert', { workspaceId, alertId });
    await settle(notification);
    expect(post.letters).toHaveLength(1);
    expect(post.letters[0]?.to).toEqual(['ops@example.com']);
    expect(post.letters[0]?.text).toContain('before: $20 a month');
    const [row] =
      (await room.rows<{ delivery_id: string }>("select delivery_id from deliveries where via = 'email'")) ??
      [];
    expect(post.letters[0]?.text).toContain(`Message-ID: <${row?.delivery_id}@lookout>`);
  });

  test('one that is refused for good is told in the thread, once', async () => {
    await using post = await openMailServer();
    await using mailer = createMailer(post.url, 'Lookout <lookout@example.com>');
    await addMonitorWithAlert({ notify });
    const notification = openNotification({ mailer });
    post.refuse.push(550);
    await settle(notification);
    await later(notification, 60 * minuteMs);
    const told = slack.standing.filter((one) => one.message.text.includes('could not be sent by e-mail'));
    expect(told).toMatchObject([
      { threadTs: thread, message: { text: expect.stringContaining('refused to send to ops@example.com') } },
    ]);
    expect(post.letters).toEqual([]);
  });

  test('a monitor without a channel counts as told once the letter is out', async () => {
    await using post = await openMailServer();
    await using mailer = createMailer(post.url, 'Lookout <lookout@example.com>');
    const { alertId } = await addMonitorWithAlert({ channelId: null, threadTs: null, notify });
    await settle(openNotification({ mailer }));
    expect(post.letters).toHaveLength(1);
    expect(await room.take('detection.delivered')).toEqual([{ workspaceId, alertId }]);
  });

  test('without a mail server the thread says what to set', async () => {
    await addMonitorWithAlert({ notify });
    await settle(openNotification());
    expect(slack.standing.map((one) => one.message.text).join('\n')).toContain('set SMTP_URL');
  });
});

describe('webhooks', () => {
  test('are signed, carry one id for every try, and stop when the receiver is gone for good', async () => {
    const came: { id: string; body: unknown }[] = [];
    const answers = [503, 200, 410];
    await using receiver = await serveForTest(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      const headers = request.headers as Record<string, string>;
      came.push({ id: headers['webhook-id'] ?? '', body: new Webhook(secret).verify(body, headers) });
      response.writeHead(answers.shift() ?? 200).end();
    });
    await using egress = createEgress({
      allow: [receiver.host],
      userAgent: 'Lookout/test',
      clock: room.clock,
    });
    room.clock.set(new Date()); // the verifier compares with the real time
    const notification = openNotification({
      postWebhook: async (_workspace, hook) => {
        await postWebhook(egress, { ...hook, secret, now: room.clock.now() });
      },
    });
    const { monitorId, alertId } = await addMonitorWithAlert({
      notify: [{ kind: 'webhook', url: `${receiver.origin}/hook` }],
    });
    await settle(notification);
    await later(notification, minuteMs);
    expect(came).toHaveLength(2);
    expect(came[0]?.id).toBe(came[1]?.id);
    expect(came[1]?.body).toMatchObject({ type: 'alert', alertId, changes: [{ quotes: verdict.quotes }] });
    await addAlert(monitorId);
    await settle(notification);
    await later(notification, 60 * minuteMs);
    expect(came).toHaveLength(3);
    expect(slack.standing.map((one) => one.message.text).join('\n')).toContain(
      'could not be sent by webhook',
    );
  });

  test('two monitors that share an event each tell their own receiver', async () => {
    const told: string[] = [];
    const notification = openNotification({
      postWebhook: async (_workspace, { url }) => {
        told.push(url);
      },
    });
    const { alertId } = await addMonitorWithAlert({
      notify: [{ kind: 'webhook', url: 'https://a.example/hook' }],
    });
    const other = await room.addMonitor({ notify: [{ kind: 'webhook', url: 'https://b.example/hook' }] });
    await addAlert(other, 'https://shop.example/pricing', alertId);
    await settle(notification);
    expect(told.toSorted()).toEqual(['https://a.example/hook', 'https://b.example/hook']);
  });
});

test('only the system key may release what is held', async () => {
  const refused = openNotification().person.releaseDue({});
  await expect(refused).rejects.toBeInstanceOf(LookoutError);
  await expect(refused).rejects.toMatchObject({ code: 'not_allowed' });
});
