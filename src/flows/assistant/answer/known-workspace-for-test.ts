import { openTestDatabase } from '../../../../test/helpers/database.ts';
import type { Sees } from '../../../contracts/answers.ts';
import type { Extract } from '../../../contracts/transcript.ts';
import { manualClock } from '../../../kit/clock.ts';
import { stableId } from '../../../kit/ids.ts';
import { silentLog } from '../../../kit/log.ts';
import { saveIssue } from '../../../store/linear-issues.ts';
import { replaceTurns, saveTurnVectors } from '../../../store/transcript-turns.ts';
import { insertTranscript } from '../../../store/transcripts.ts';
import { packExtraction } from '../../../store/versions.ts';
import type { ChatModel } from '../../../vendors/llm/chat-model.ts';
import type { AnswerDeps } from '../ports.ts';
import type { AskedQuestion } from './asked-question.ts';
import { composeAnswer } from './compose-answer.ts';

const workspaceId = 'T1';
const now = new Date('2026-11-20T12:00:00Z');

/** Words to a vector of 64 places: texts that share words are near. */
const embedder: AnswerDeps['embedder'] = {
  model: 'words',
  dimensions: 64,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(64);
      for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
        vector[Number.parseInt(stableId(word.slice(0, 5)).slice(0, 4), 16) % 64] = 1;
      return vector;
    }),
};

export interface ToldMeeting {
  name: string;
  channelId: string | null;
  /** "Speaker: what was said". */
  lines: readonly string[];
  state?: string;
  heldAt?: Date;
  extract?: Partial<Extract>;
}

export const idOf = (name: string): string => stableId(name);

/** A workspace in which somebody asks: rows are written as the rooms write them. */
export async function openKnownWorkspace(over: { model?: ChatModel } = {}) {
  const database = await openTestDatabase();
  const clock = manualClock(now);
  const deps: AnswerDeps = {
    database,
    clock,
    log: silentLog,
    embedder,
    budget: { monthlyUsd: 1, usdPerMillionInput: 1, usdPerMillionOutput: 4 },
    ...over,
  };
  const { tenant } = database;

  const meeting = async ({ name, channelId, lines, state, heldAt, extract }: ToldMeeting) => {
    const turns = lines.map((line, i) => {
      const [, speaker = '', text = line] = /^([^:]+): (.*)$/s.exec(line) ?? [];
      return { i, speaker, text, startMs: i * 10_000 };
    });
    const vectors = await embedder.embed(turns.map(({ text }) => text));
    const words = lines.join(' ').split(/\s+/).length;
    const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
    const whole = { summary: [], actions: [], decisions: [], questions: [], ungrounded: 0, degraded: null };
    await tenant(workspaceId, async (tx) => {
      await insertTranscript(tx, {
        transcript_id: idOf(name),
        workspace_id: workspaceId,
        receipt_key: name,
        source: 'file',
        title: name,
        held_at: heldAt ?? new Date('2026-11-12T10:00:00Z'),
        channel_id: channelId,
        thread_ts: channelId === null ? null : '1.1',
        created_at: now,
        state: state ?? 'reviewing',
        report: JSON.stringify({
          format: 'Zoom',
          turns: turns.length,
          speakers,
          spanMs: null,
          words,
          notUnderstood: [],
        }),
        extract: JSON.stringify({ ...whole, by: 'rules', ...extract }),
      });
      await replaceTurns(tx, { workspaceId, transcriptId: idOf(name) }, turns);
      const made = vectors.map((vector, i) => ({ i, vector }));
      await saveTurnVectors(tx, idOf(name), embedder.model, made);
    });
  };

  const issue = async (identifier: string, title: string, more: { isPrivate?: boolean; due?: string } = {}) =>
    await tenant(workspaceId, (tx) =>
      saveIssue(tx, workspaceId, {
        brief: {
          issueId: identifier,
          identifier,
          url: `https://linear.app/a/issue/${identifier}`,
          title,
          state: 'In Progress',
          stateType: 'started',
          assignee: 'Ana Ruiz',
          due: more.due ?? null,
          priority: 0,
        },
        description: '',
        isPrivate: more.isPrivate ?? false,
        assigneeId: null,
        archived: false,
        updatedAt: now,
      }),
    );

  const notionPassage = async (page: string, body: string, transcript: string | null) =>
    await tenant(workspaceId, async (tx) => {
      await tx
        .insertInto('notion_pages')
        .values({
          workspace_id: workspaceId,
          page_id: page,
          url: 'https://notion.so/p',
          title: page,
          transcript_id: transcript && idOf(transcript),
          changed_at: now,
        })
        .execute();
      await tx
        .insertInto('notion_passages')
        .values({
          workspace_id: workspaceId,
          page_id: page,
          block_id: `${page} 1`,
          position: 0,
          title: page,
          url: 'https://notion.so/p#1',
          body,
          edited_at: now,
        })
        .execute();
    });

  /** A watched page with one line, and an alert about it. */
  const watched = async (
    url: string,
    channelId: string,
    line: string,
    alert?: { sentence: string; at: Date; before?: string },
    more: { request?: string; threadTs?: string } = {},
  ) =>
    await tenant(workspaceId, async (tx) => {
      const [monitorId, sourceId, versionId] = [idOf(`m ${url}`), idOf(`s ${url}`), idOf(`v ${url}`)];
      const key = { workspace_id: workspaceId, monitor_id: monitorId, source_id: sourceId };
      await tx
        .insertInto('monitors')
        .values({
          monitor_id: monitorId,
          workspace_id: workspaceId,
          creation_key: url,
          state: 'watching',
          request: more.request ?? 'prices',
          request_key: url,
          cadence: '{}',
          mode: 'every',
          channel_id: channelId,
          thread_ts: more.threadTs ?? '5.5',
          created_by: 'U1',
          created_at: now,
          updated_at: now,
        })
        .execute();
      await tx
        .insertInto('sources')
        .values({ source_id: sourceId, workspace_id: workspaceId, url, origin: url, created_at: now })
        .execute();
      await tx
        .insertInto('monitor_sources')
        .values({ ...key, position: 0, added_at: now })
        .execute();
      await tx
        .insertInto('versions')
        .values({
          version_id: versionId,
          workspace_id: workspaceId,
          source_id: sourceId,
          extractor: 'x',
          version_hash: url,
          extraction: await packExtraction({
            kind: 'html',
            title: 'Pricing',
            blocks: [{ kind: 'text', path: [], text: line }],
            links: [],
            feeds: [],
          }),
          observed_at: now,
        })
        .execute();
      await tx
        .insertInto('readings')
        .values({
          source_id: sourceId,
          workspace_id: workspaceId,
          origin: url,
          title: 'Pricing',
          phase_ms: 0,
          observed_version_id: versionId,
        })
        .execute();
      if (!alert) return;
      const alertId = idOf(`a ${url}`);
      await tx
        .insertInto('alerts')
        .values({
          alert_id: alertId,
          workspace_id: workspaceId,
          monitor_id: monitorId,
          channel_id: channelId,
          sentence: alert.sentence,
          kind: 'price',
          severity: 'normal',
          created_at: alert.at,
        })
        .execute();
      await tx
        .insertInto('changes')
        .values({
          ...key,
          change_id: idOf(`c ${url}`),
          request_version: 1,
          hunks: '[]',
          verdict: JSON.stringify({ quotes: [{ before: alert.before, after: line, path: [] }] }),
          outcome: 'alert',
          reason: 'asked_for',
          alert_id: alertId,
          detected_at: alert.at,
        })
        .execute();
    });

  const ask = async (question: string, sees: Sees = 'all', more: Partial<AskedQuestion> = {}) =>
    await composeAnswer(deps, { workspaceId, question, sees, meetings: [], before: [], ...more });

  return {
    deps,
    ask,
    meeting,
    issue,
    notionPassage,
    watched,
    [Symbol.asyncDispose]: async () => await database[Symbol.asyncDispose](),
  };
}

export const inChannels = (...channelIds: string[]): Sees => ({ channelIds, unplaced: false });
