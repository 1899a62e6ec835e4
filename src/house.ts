import type { IncomingMessage, ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import { type Config, loadConfig } from './config/config.ts';
import { loadEncryptionKeys } from './config/key-file.ts';
import { createClockDoor, runClockDoor } from './doors/clock/create-clock-door.ts';
import { createHttpDoor } from './doors/http/create-http-door.ts';
import { createSlackDoor } from './doors/slack/create-slack-door.ts';
import { createWebhookDoor } from './doors/webhooks/create-webhook-door.ts';
import { noteAddresses } from './doors/webhooks/note-address.ts';
import { createAssistantFlow } from './flows/assistant/index.ts';
import { createExtractor } from './flows/content/extract/extract-pool.ts';
import { classifyPage } from './flows/content/health/classify-page.ts';
import { createContentFlow } from './flows/content/index.ts';
import { createDifferenceFinder } from './flows/detection/difference-pool.ts';
import { createDetectionFlow } from './flows/detection/index.ts';
import { createDiscoveryFlow } from './flows/discovery/index.ts';
import { createLinearFlow, type LinearDeps } from './flows/linear/index.ts';
import { createMonitorFlow } from './flows/monitor/index.ts';
import { createNotificationFlow } from './flows/notification/index.ts';
import { createNotionFlow } from './flows/notion/index.ts';
import { createMeetingReader, createTranscriptFlow, createUnderstanding } from './flows/transcript/index.ts';
import { createHall, type Hall } from './gateway/hall.ts';
import { createCallsServer } from './gateway/serve-calls.ts';
import { openDatabase } from './house/open-database.ts';
import { openLanguage } from './house/open-language.ts';
import { openSlack } from './house/open-slack.ts';
import { openWeb } from './house/open-web.ts';
import { openWork } from './house/open-work.ts';
import { tellOfDeadJob } from './house/tell-of-dead-job.ts';
import { noteSecrets, webhookSecrets } from './house/webhook-secrets.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import { createLog, type Log } from './kit/log.ts';
import { createMetrics, type Metrics } from './kit/metrics.ts';
import { createSeal } from './kit/seal.ts';
import { createInbox } from './queue/inbox.ts';
import { openQueue, type Queue } from './queue/queue.ts';
import { freeAnswering } from './store/answers.ts';
import { freeLeases } from './store/claims.ts';
import { type Database, openEmbedded } from './store/database.ts';
import { freeSending } from './store/deliveries.ts';
import { createActionClaims } from './store/handled-actions.ts';
import { sweepInbox } from './store/inbox.ts';
import { migrate } from './store/migrate.ts';
import { freePageClaims } from './store/notion-pages.ts';
import { createMailer } from './vendors/mail/send-mail.ts';
import { createFileReader } from './vendors/slack/download-file.ts';
import type { PostingPace } from './vendors/slack/web-client.ts';
import { postWebhook } from './vendors/web/post-webhook.ts';

/** What a test, the sandbox or the bench may put in place of the usual. */
export interface Overrides {
  clock?: Clock;
  log?: Log;
  /** A database that is open already; the house does not close it. */
  database?: Database;
  /** An embedded database in memory, gone with the house. */
  inMemory?: boolean;
  /** Another posting pace than Slack's. */
  slackPace?: PostingPace;
  /** The clock door does not tick by itself: the caller does. */
  tickByHand?: boolean;
}

export interface House extends AsyncDisposable {
  readonly url: string;
  readonly hall: Hall;
  readonly database: Database;
  readonly queue: Queue;
  readonly log: Log;
  readonly metrics: Metrics;
  /** What Slack's requests go to, on the same port as the rest. */
  readonly slackListener: (request: IncomingMessage, response: ServerResponse) => void;
  /** One stroke of the clock door. */
  tick(): Promise<void>;
}

/** Slack repeats an event for some minutes at most; a week leaves room to look into a fault. */
const inboxRetentionMs = 7 * 86_400_000;

/** One core stays for the event loop. */
const spareCores = (): number => Math.max(1, availableParallelism() - 1);

/** Where a model is connected, as the card says it. */
const modelHelp = 'set OPENAI_API_KEY to connect one';

/**
 * Builds the whole product from a config: database, queue, windows, rooms, doors, in this order, and takes
 * it down in the other. Ready when it returns.
 */
export async function openHouse(config: Config, overrides: Overrides = {}): Promise<House> {
  await using stack = new AsyncDisposableStack();
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog(config.log.level);
  const metrics = createMetrics();
  const graceMs = config.process.shutdownGraceSeconds * 1000;

  const database =
    overrides.database ?? stack.use(overrides.inMemory ? await openEmbedded() : await openDatabase(config));
  await migrate(database);
  if (database.kind === 'embedded') {
    // The only process: nobody else is sending, reading or writing a page.
    await database.system(async (tx) => {
      await freeSending(tx);
      await freeLeases(tx);
      await freePageClaims(tx);
      await freeAnswering(tx);
    });
  }
  const keys = await loadEncryptionKeys(config.security.encryption);
  const seal = createSeal(keys);

  const web = stack.use(await openWeb(config, { clock, log }));
  const language = stack.use(openLanguage(config, web.egress));
  const extractor = stack.use(createExtractor({ threads: config.watching.extractThreads ?? spareCores() }));
  const differences = stack.use(createDifferenceFinder());
  const reader = stack.use(createMeetingReader());
  const slack = await openSlack(config, {
    database,
    seal,
    clock,
    ...(overrides.slackPace ? { pace: overrides.slackPace } : {}),
  });
  const mailer = config.mail && stack.use(createMailer(config.mail.smtpUrl.reveal(), config.mail.from));
  const queue: Queue = stack.use(
    await openQueue({
      database,
      log,
      metrics,
      stopGraceMs: graceMs,
      onDead: (job, payload) => tellOfDeadJob({ database, queue }, job, payload),
    }),
  );

  const inbox = createInbox({ database, queue, clock });
  const work = openWork(config, { egress: web.egress, clock, onlyWorkspace: slack.onlyWorkspace });
  const permalinkOf: LinearDeps['permalinkOf'] = async ({ threadTs, ...place }) =>
    await slack.office.permalinkOf({ ...place, ts: threadTs });
  const shared = { database, queue, clock, log };
  const secretOf = webhookSecrets(keys);
  const flows = {
    assistant: createAssistantFlow({
      ...shared,
      ...language.chat,
      embedder: language.embedder,
      slack: slack.office,
      modelHelp,
      budget: language.budget,
    }),
    monitor: createMonitorFlow({
      ...shared,
      minCadenceMinutes: Math.ceil(config.watching.minCadenceSeconds / 60),
    }),
    discovery: createDiscoveryFlow({
      ...shared,
      ...language.chat,
      embedder: language.embedder,
      fetchPage: web.fetchPage,
      extractor,
      classify: classifyPage,
      ...(language.search(web.search) ?? {}),
    }),
    content: createContentFlow({
      ...shared,
      metrics,
      fetchPage: web.fetchPage,
      ...(web.renderPage ? { renderPage: web.renderPage } : {}),
      extractor,
      retentionDays: config.watching.snapshotRetentionDays,
      maxLeased: config.watching.fetchConcurrency * 8,
      maxLeasedPerOrigin: web.mostPerOrigin,
      unlimitedOrigins: web.ownOrigins,
    }),
    detection: createDetectionFlow({
      ...shared,
      differences,
      ...language.chat,
      embedder: language.embedder,
      budget: language.budget,
    }),
    notification: createNotificationFlow({
      ...shared,
      slack: slack.office,
      ...(mailer ? { mailer } : {}),
      postWebhook: async (workspaceId, hook) => {
        await postWebhook(web.egress, { ...hook, secret: secretOf(workspaceId), now: clock.now() });
      },
      webhookSecretOf: secretOf,
      modelHelp,
    }),
    transcript: createTranscriptFlow({
      ...shared,
      seal,
      embedder: language.embedder,
      reader,
      isShared: slack.office.isShared,
      understand: createUnderstanding({ ...language.chat, embedder: language.embedder, clock, reader }),
      retentionDays: config.meetings.retentionDays,
      redaction: { emails: true, phones: true },
      ...work.fetchRecording,
    }),
    linear: createLinearFlow({
      ...shared,
      seal,
      inbox,
      embedder: language.embedder,
      permalinkOf,
      ...work.linear,
    }),
    notion: createNotionFlow({
      ...shared,
      seal,
      inbox,
      embedder: language.embedder,
      permalinkOf,
      ...work.notion,
    }),
  };
  const routers = {
    assistant: flows.assistant.calls,
    monitor: flows.monitor.calls,
    discovery: flows.discovery.calls,
    content: flows.content.calls,
    detection: flows.detection.calls,
    notification: flows.notification.calls,
    transcript: flows.transcript.calls,
    linear: flows.linear.calls,
    notion: flows.notion.calls,
  };
  const hall = createHall(routers);

  const noteTakers = noteSecrets(config);
  const slackDoor = stack.use(
    createSlackDoor({
      connection: slack.connection,
      receiving: slack.receiving,
      apiUrl: config.slack.apiUrl,
      hall,
      log,
      clock,
      inbox,
      claimAction: createActionClaims({ database, clock }),
      noteAddresses: (place) => {
        const { publicUrl } = config.http;
        return noteTakers && publicUrl ? noteAddresses(publicUrl, noteTakers, place) : [];
      },
      readFile: createFileReader({ fetch: web.egress.fetch, apiUrl: config.slack.apiUrl }),
    }),
  );
  let ready = false;
  const httpDoor = stack.use(
    await createHttpDoor({
      host: config.http.host,
      port: config.http.port,
      hall,
      log,
      metrics,
      keys: {
        workspaces: config.http.apiKeys.map(({ workspaceId, secret }) => ({
          workspaceId,
          secret: secret.reveal(),
        })),
        internal: config.http.internalKey?.reveal(),
      },
      serveCalls: createCallsServer(routers),
      slack: slackDoor.requestListener,
      webhooks: createWebhookDoor({
        hall,
        inbox,
        clock,
        log,
        secrets: {
          linear: config.linear.webhookSecret?.reveal(),
          notion: config.notion.webhookToken?.reveal(),
          noteTakers,
        },
        leaveFetch: async (recording) =>
          await database.tenant(recording.workspaceId, (tx) =>
            queue.enqueue(tx, 'transcript.fetch', recording, {
              key: `${recording.workspaceId} ${recording.vendor} ${recording.recordingId}`,
            }),
          ),
      }),
      isReady: async () =>
        ready &&
        (await database.pool.query('select 1').then(
          () => true,
          () => false,
        )),
    }),
  );

  for (const flow of Object.values(flows)) await queue.work(flow.workers);
  await queue.work(slackDoor.workers);
  await slackDoor.start();

  const clockDoor = createClockDoor({
    hall,
    clock,
    metrics,
    housekeep: async () => {
      const before = new Date(clock.now().getTime() - inboxRetentionMs);
      await database.system((tx) => sweepInbox(tx, before));
      // The embedded engine has no autovacuum: tables that are updated all day would only grow.
      if (database.kind === 'embedded') await database.pool.query('vacuum analyze');
    },
  });
  if (!overrides.tickByHand) {
    const stop = new AbortController();
    const ticking = runClockDoor(clockDoor, { clock, log }, stop.signal);
    stack.defer(async () => {
      stop.abort();
      await ticking;
    });
  }
  ready = true;
  stack.defer(() => {
    ready = false;
  });
  const owned = stack.move();
  return {
    url: httpDoor.url,
    hall,
    database,
    queue,
    log,
    metrics,
    slackListener: slackDoor.requestListener,
    tick: clockDoor.tick,
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}

/** The house as an environment describes it; throws `bad_config` naming every variable that is wrong. */
export const openHouseFrom = async (
  env: Record<string, string | undefined>,
  overrides: Overrides = {},
): Promise<House> => await openHouse(loadConfig(env), overrides);
