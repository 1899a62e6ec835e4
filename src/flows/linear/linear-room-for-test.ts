import { createRouterClient } from '@orpc/server';
import { openTestDatabase } from '../../../test/helpers/database.ts';
import { createForgedLinear } from '../../../test/helpers/forged-linear.ts';
import { allJobs, type JobName, type JobPayload } from '../../contracts/jobs.ts';
import { systemWorkspace } from '../../contracts/shared.ts';
import type { ExtractedAction, IssueFields } from '../../contracts/transcript.ts';
import { manualClock } from '../../kit/clock.ts';
import { newId } from '../../kit/ids.ts';
import { silentLog } from '../../kit/log.ts';
import { createSeal } from '../../kit/seal.ts';
import { createInbox } from '../../queue/inbox.ts';
import { openQueue } from '../../queue/queue.ts';
import { nameWorkspace } from '../../store/installations.ts';
import { createLinearWindow } from '../../vendors/linear/linear-client.ts';
import { createLinearOAuth } from '../../vendors/linear/oauth.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import { createLinearFlow, type LinearDeps } from './index.ts';

export const workspaceId = 'T1';
export const permalink = 'https://sandbox.slack.example/archives/C1/p1700000000000100';

/** Words counted into so many drawers: two texts are near when they share words. */
const dimensions = 512;
export const wordEmbedder: Embedder = {
  model: 'words',
  dimensions,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(dimensions);
      for (const word of text.toLowerCase().match(/[a-z]{3,}/g) ?? []) {
        let drawer = 7;
        for (const letter of word) drawer = (drawer * 31 + letter.charCodeAt(0)) % dimensions;
        vector[drawer] = (vector[drawer] ?? 0) + 1;
      }
      const size = Math.hypot(...vector) || 1;
      return vector.map((value) => value / size);
    }),
};

/** The linear room on a fresh embedded database beside a forged Linear, with a look at the jobs it leaves. */
export async function openLinearRoom(over: Partial<LinearDeps> & { withKey?: boolean } = {}) {
  const clock = manualClock(new Date('2026-05-04T08:00:00Z'));
  const linear = await createForgedLinear({ clock });
  const database = await openTestDatabase();
  const queue = await openQueue({ database, log: silentLog, stopGraceMs: 100 });
  const seal = createSeal([{ id: 'k1', key: new Uint8Array(32).fill(7) }]);
  const inbox = createInbox({ database, queue, clock });
  const { withKey = true, ...replaced } = over;
  const deps: LinearDeps = {
    database,
    queue,
    clock,
    log: silentLog,
    seal,
    embedder: wordEmbedder,
    linear: createLinearWindow({ apiUrl: linear.apiUrl, fetch: globalThis.fetch, clock }),
    inbox,
    oauth: createLinearOAuth({
      clientId: linear.clientId,
      clientSecret: linear.clientSecret,
      authorizeUrl: `${linear.url}/oauth/authorize`,
      apiUrl: linear.apiUrl,
      redirectUri: 'https://lookout.example/linear/oauth_redirect',
      fetch: globalThis.fetch,
      clock,
    }),
    permalinkOf: async () => permalink,
    ...(withKey ? { configured: { workspaceId, secret: linear.apiKey } } : {}),
    ...replaced,
  };
  const flow = createLinearFlow(deps);
  const seeded = new Set(linear.issues().map((card) => card.id));
  // Nobody listens there: events are read off the forge and handed in by `deliver`.
  linear.setWebhook('http://127.0.0.1:9/');
  let delivered = 0;
  await database.system((tx) => nameWorkspace(tx, workspaceId, 'Sandbox', clock.now()));
  const as = (who: string) =>
    createRouterClient(flow.calls, { context: { workspaceId: who, requestId: 'r' } });

  const work = async <Name extends JobName>(name: Name, payload: JobPayload<Name>): Promise<void> => {
    const handler = flow.workers[name] as
      | ((payload: JobPayload<Name>, context: never) => Promise<void>)
      | undefined;
    if (!handler) throw new Error(`the room has no worker ${name}`);
    await handler(payload, { signal: new AbortController().signal, log: silentLog } as never);
  };
  const rows = async <Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await database.pool.query(sql, values)).rows as Row[];
  /** Jobs of a name left so far, oldest first, taken away. */
  const take = async <Name extends JobName>(job: Name): Promise<JobPayload<Name>[]> =>
    (
      await rows<{ data: unknown }>(
        `with gone as (delete from pgboss.job where name = $1 returning data, created_on, id)
         select data from gone order by created_on, id`,
        [job],
      )
    ).map((row) => allJobs[job].payload.parse(row.data) as JobPayload<Name>);

  /** What Linear has sent since the last time goes through the inbox to the room, in the order given. */
  const deliver = async ({ reversed = false, twice = false } = {}): Promise<string[]> => {
    await linear.webhooks.settled();
    const fresh = linear.webhooks.deliveries.slice(delivered);
    delivered = linear.webhooks.deliveries.length;
    for (const { deliveryId, event } of reversed ? fresh.toReversed() : fresh) {
      await inbox.accept({ deliveryId, workspaceId: systemWorkspace, door: 'linear', body: event });
      await work('linear.event', { deliveryId });
      if (twice) await work('linear.event', { deliveryId });
    }
    return fresh.map(({ event }) => `${event.type} ${event.action}`);
  };

  const fields = (more: Partial<IssueFields> = {}): IssueFields => ({
    title: 'Send the revised quote',
    description: 'As agreed in the meeting.',
    teamId: linear.ids.team('ENG'),
    projectId: null,
    milestoneId: null,
    newMilestone: null,
    assigneeId: null,
    due: null,
    priority: 0,
    estimate: null,
    labelIds: [],
    subtasks: [],
    ...more,
  });
  /** A transcript whose review was pressed *Create*; answers its id and those of its items. */
  const addReview = async (
    wanted: (Partial<IssueFields> & { state?: string })[],
  ): Promise<{ transcriptId: string; itemIds: string[] }> => {
    const transcriptId = newId();
    const itemIds = wanted.map(() => newId());
    const at = clock.now();
    await database.tenant(workspaceId, async (tx) => {
      await tx
        .insertInto('transcripts')
        .values({
          transcript_id: transcriptId,
          workspace_id: workspaceId,
          receipt_key: transcriptId,
          source: 'file',
          title: 'Weekly sync',
          channel_id: 'C1',
          thread_ts: '1700000000.000100',
          created_at: at,
          state: 'creating',
        })
        .execute();
      for (const [position, { state = 'creating', ...more }] of wanted.entries()) {
        await tx
          .insertInto('work_items')
          .values({
            item_id: itemIds[position] ?? '',
            workspace_id: workspaceId,
            transcript_id: transcriptId,
            position,
            state,
            extracted: JSON.stringify({
              citation: { turn: 1, quote: "I'll send it" },
            } satisfies Partial<ExtractedAction>),
            fields: JSON.stringify(fields(more)),
            changed_at: at,
          })
          .execute();
      }
    });
    return { transcriptId, itemIds };
  };

  return {
    linear,
    database,
    clock,
    deps,
    calls: as(workspaceId),
    system: as(systemWorkspace),
    as,
    work,
    take,
    rows,
    fields,
    addReview,
    deliver,
    /** Issues at Linear that seeds did not make, archived ones too. */
    made: () => linear.issues().filter((card) => !seeded.has(card.id)),
    [Symbol.asyncDispose]: async () => {
      await queue[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await linear[Symbol.asyncDispose]();
    },
  };
}
