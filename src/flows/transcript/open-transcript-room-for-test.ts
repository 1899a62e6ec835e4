import { createRouterClient } from '@orpc/server';
import { openTestDatabase } from '../../../test/helpers/database.ts';
import type { JobName, JobPayload } from '../../contracts/jobs.ts';
import type { LinearCatalog } from '../../contracts/linear.ts';
import { systemWorkspace } from '../../contracts/shared.ts';
import type { Extract, ExtractedAction, IssueBrief } from '../../contracts/transcript.ts';
import { manualClock } from '../../kit/clock.ts';
import { stableId } from '../../kit/ids.ts';
import { silentLog } from '../../kit/log.ts';
import { createSeal } from '../../kit/seal.ts';
import { openQueue } from '../../queue/queue.ts';
import { saveLinearCatalog } from '../../store/linear-catalogs.ts';
import { forgetRefusals, noteRefusal, saveIssue } from '../../store/linear-issues.ts';
import { saveIssueVector } from '../../store/linear-vectors.ts';
import { createMeetingReader, createTranscriptFlow } from './index.ts';
import type { Meeting, TranscriptDeps } from './ports.ts';

const workspaceId = 'T1';

/** Words to a vector of 64 places: texts that share words are near. */
const embedder: TranscriptDeps['embedder'] = {
  model: 'words',
  dimensions: 64,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(64);
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? [])
        vector[Number.parseInt(stableId(word).slice(0, 4), 16) % 64] = 1;
      return vector;
    }),
};

/** Every "I will ..." is an item of its speaker. Stands in for the reader, which has tests of its own. */
export function readPromises({ turns }: Pick<Meeting, 'turns'>): Extract {
  const actions = turns.flatMap(({ i, speaker, text }): ExtractedAction[] => {
    const [quote, title] = /I will ([^.]+)\./.exec(text) ?? [];
    if (!quote || !title) return [];
    return [
      {
        title: title.charAt(0).toUpperCase() + title.slice(1),
        description: '',
        owner: { state: 'named', spoken: speaker },
        due: null,
        dueSpoken: null,
        priority: 0,
        subtasks: [],
        kind: 'accepted',
        certainty: 'firm',
        citation: { turn: i, quote },
      },
    ];
  });
  return { summary: [], actions, decisions: [], questions: [], ungrounded: 0, by: 'rules', degraded: null };
}

export const catalog: LinearCatalog = {
  teams: [
    { id: 'team-secret', key: 'SEC', name: 'Security', private: true },
    { id: 'team-eng', key: 'ENG', name: 'Engineering', private: false },
    { id: 'team-sales', key: 'SAL', name: 'Sales', private: false },
  ],
  projects: [{ id: 'project-importer', name: 'Importer rewrite', teamIds: ['team-eng'] }],
  milestones: [],
  users: [
    {
      id: 'user-ana',
      name: 'Ana Ruiz',
      displayName: 'ana',
      email: 'ana@a.example',
      active: true,
      teamIds: ['team-eng'],
    },
    {
      id: 'user-chris-p',
      name: 'Chris Park',
      displayName: 'cpark',
      email: 'cp@a.example',
      active: true,
      teamIds: ['team-eng'],
    },
    { id: 'user-chris-l', name: 'Chris Lund', displayName: 'clund', email: 'cl@a.example', active: true },
  ],
  states: [],
  labels: [],
  fetchedAt: null,
};

export const briefOf = (issueId: string, over: Partial<IssueBrief> = {}): IssueBrief => ({
  issueId,
  identifier: 'ENG-12',
  url: 'https://linear.app/a/issue/ENG-12',
  title: 'Fix the importer',
  state: 'Todo',
  stateType: 'unstarted',
  assignee: 'Ana Ruiz',
  due: null,
  priority: 0,
  ...over,
});

/** The transcript room on a fresh embedded database; the other rooms are played by the test, through their tables. */
export async function openTranscriptRoom(over: Partial<TranscriptDeps> = {}) {
  const database = await openTestDatabase();
  const queue = await openQueue({ database, log: silentLog, stopGraceMs: 100 });
  const clock = manualClock(new Date('2026-05-04T08:00:00Z'));
  const deps: TranscriptDeps = {
    database,
    queue,
    clock,
    log: silentLog,
    seal: createSeal([{ id: 'k1', key: new Uint8Array(32).fill(7) }]),
    embedder,
    understand: async (meeting) => readPromises(meeting),
    reader: createMeetingReader({ threads: 0 }),
    isShared: async ({ channelId }) => channelId === 'C-shared',
    retentionDays: 30,
    redaction: { emails: true, phones: true },
    ...over,
  };
  const flow = createTranscriptFlow(deps);
  const as = (workspace: string) =>
    createRouterClient(flow.calls, { context: { workspaceId: workspace, userId: 'U1', requestId: 'r' } });
  const calls = as(workspaceId);
  let serial = 0;
  let linearClock = Date.parse('2026-05-04T08:00:00Z');

  const work = async <Name extends JobName & `transcript.${string}`>(
    name: Name,
    payload: JobPayload<Name>,
  ) => {
    const handler = flow.workers[name] as
      | ((payload: JobPayload<Name>, context: never) => Promise<void>)
      | undefined;
    await handler?.(payload, { signal: new AbortController().signal, log: silentLog } as never);
  };

  /** Payloads of the jobs left so far, oldest first. */
  const jobs = async (name: string): Promise<Record<string, unknown>[]> => {
    const { rows } = await database.pool.query(
      'select data from pgboss.job where name = $1 order by created_on, id',
      [name],
    );
    return rows.map((row) => row.data);
  };
  const forgetJobs = async () => {
    await database.pool.query('delete from pgboss.job');
  };
  const tx = database.tenant.bind(null, workspaceId);

  const handIn = async (text: string, more: object = {}) => {
    serial += 1;
    return await calls.receive({
      text,
      fileName: 'sync.txt',
      channelId: 'C1',
      threadTs: '1.1',
      by: 'U1',
      key: `k${serial}`,
      ...more,
    });
  };
  const read = async (transcriptId: string) => {
    await work('transcript.read', { workspaceId, transcriptId });
    return await calls.get({ transcriptId });
  };
  const advance = async (transcriptId: string) => {
    await work('transcript.advance', { workspaceId, transcriptId });
    return await calls.get({ transcriptId });
  };
  const connectLinear = async () =>
    await tx((tx) => saveLinearCatalog(tx, { workspaceId, catalog, at: clock.now() }));
  const connectNotion = async (problem: string | null = null) => {
    await database.pool.query(
      `insert into notion_connections (workspace_id, how, sealed, sealed_with, notion_workspace_id, name, data_source_id, problem, connected_by, connected_at)
       values ($1, 'key', '', '', 'n', 'N', 'ds', $2, 'U1', now()) on conflict (workspace_id) do update set problem = $2`,
      [workspaceId, problem],
    );
  };
  /** Linear has an issue, made for an item or found there; a later call changes it. */
  const linearHas = async (brief: IssueBrief, made: { itemId?: string } = {}, archived = false) => {
    linearClock += 1_000;
    const updatedAt = new Date(linearClock);
    const isPrivate = brief.identifier.startsWith('SEC');
    const issue = { brief, description: '', isPrivate, assigneeId: null, archived, updatedAt };
    await tx((tx) => saveIssue(tx, workspaceId, issue, made));
    const [values] = await embedder.embed([brief.title]);
    const { issueId } = brief;
    if (values)
      await tx((tx) => saveIssueVector(tx, { issueId, updatedAt, embedder: embedder.model, values }));
  };
  const linearRefuses = async (itemId: string, problem: string) =>
    await tx((tx) => noteRefusal(tx, { workspaceId, itemId, problem, at: clock.now() }));
  const linearTriesAgain = async (itemId: string) => await tx((tx) => forgetRefusals(tx, [itemId]));
  /** Notion has the page of a transcript, in whatever state. */
  const notionHas = async (transcriptId: string, page: { complete?: boolean; trashed?: boolean } = {}) => {
    await database.pool.query(
      `insert into notion_pages (workspace_id, page_id, url, title, transcript_id, complete, trashed, changed_at)
       values ($1, 'page-' || $2, 'https://notion.so/p', 'Sync', $2::uuid, $3, $4, now())
       on conflict (workspace_id, page_id) do update set complete = $3, trashed = $4`,
      [workspaceId, transcriptId, page.complete ?? true, page.trashed ?? false],
    );
  };
  const todoHas = async (itemId: string, text: string, checked: boolean) => {
    await database.pool.query(
      `insert into notion_todos (workspace_id, block_id, page_id, item_id, body, checked, changed_at)
       values ($1, 'block-' || $2, 'page', $2::uuid, $3, $4, now())
       on conflict (workspace_id, block_id) do update set body = $3, checked = $4`,
      [workspaceId, itemId, text, checked],
    );
  };
  return {
    database,
    clock,
    calls,
    as,
    clockCalls: as(systemWorkspace),
    work,
    jobs,
    forgetJobs,
    handIn,
    read,
    advance,
    connectLinear,
    connectNotion,
    linearHas,
    linearRefuses,
    linearTriesAgain,
    notionHas,
    todoHas,
    /** As after a start, but for the connections. */
    reset: async () => {
      await database.pool.query(
        'truncate transcripts, work_items, work_conflicts, spoken_names, linear_issues, linear_refusals, linear_catalogs, notion_connections, notion_pages, notion_todos cascade',
      );
      await forgetJobs();
    },
    [Symbol.asyncDispose]: async () => {
      await queue[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type TranscriptRoom = Awaited<ReturnType<typeof openTranscriptRoom>>;
