// Written by the assistant room: answers.
import { sql } from 'kysely';
import { Answer, type EarlierAnswer, Sees } from '../contracts/answers.ts';
import type { Tx } from './database.ts';

/** A question put in a thread. */
export interface AskedRow {
  answerId: string;
  workspaceId: string;
  channelId: string;
  threadTs: string;
  askedBy: string;
  question: string;
  sees: Sees;
  meetings: string[];
  askedAt: Date;
  /** The message that holds the answer, once it is begun. */
  postedTs: string | null;
}

export interface NewQuestion extends Omit<AskedRow, 'postedTs'> {
  key: string;
}

/** Stores a question; false when the same delivery asked it before. */
export async function insertQuestion(tx: Tx, asked: NewQuestion): Promise<boolean> {
  const inserted = await tx
    .insertInto('answers')
    .values({
      answer_id: asked.answerId,
      workspace_id: asked.workspaceId,
      ask_key: asked.key,
      channel_id: asked.channelId,
      thread_ts: asked.threadTs,
      asked_by: asked.askedBy,
      question: asked.question,
      sees: JSON.stringify(asked.sees),
      meetings: asked.meetings,
      state: 'asked',
      asked_at: asked.askedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('answer_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export type TakenQuestion =
  /** `again`: somebody was at it before, and may have posted. */
  { kind: 'taken'; asked: AskedRow; again: boolean } | { kind: 'busy' } | { kind: 'over' };

/** Takes a question to answer until `until`; one that another is answering is left to them until their time is over. */
export async function takeQuestion(tx: Tx, answerId: string, now: Date, until: Date): Promise<TakenQuestion> {
  const row = await tx
    .selectFrom('answers')
    .selectAll()
    .where('answer_id', '=', answerId)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.state === 'answered' || row.state === 'failed') return { kind: 'over' };
  if (row.answering_until !== null && row.answering_until > now) return { kind: 'busy' };
  await tx
    .updateTable('answers')
    .set({ state: 'answering', answering_until: until })
    .where('answer_id', '=', answerId)
    .execute();
  return {
    kind: 'taken',
    again: row.state === 'answering',
    asked: {
      answerId: row.answer_id,
      workspaceId: row.workspace_id,
      channelId: row.channel_id,
      threadTs: row.thread_ts,
      askedBy: row.asked_by,
      question: row.question,
      sees: Sees.parse(row.sees),
      meetings: row.meetings,
      askedAt: row.asked_at,
      postedTs: row.posted_ts,
    },
  };
}

/** Leaves a question for the next try. */
export async function letGoOfQuestion(tx: Tx, answerId: string): Promise<void> {
  await tx.updateTable('answers').set({ answering_until: null }).where('answer_id', '=', answerId).execute();
}

export async function noteAnswerPosted(tx: Tx, answerId: string, ts: string): Promise<void> {
  await tx.updateTable('answers').set({ posted_ts: ts }).where('answer_id', '=', answerId).execute();
}

export async function markAnswered(
  tx: Tx,
  answerId: string,
  { answer, ts, at }: { answer: Answer; ts: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('answers')
    .set({
      state: 'answered',
      answer: JSON.stringify(answer),
      posted_ts: ts,
      answered_at: at,
      answering_until: null,
    })
    .where('answer_id', '=', answerId)
    .execute();
}

/** The question of a row that was given up; null when it was answered all the same. */
export async function markAnswerFailed(
  tx: Tx,
  answerId: string,
  problem: string,
): Promise<{ channelId: string; threadTs: string } | null> {
  const row = await tx
    .updateTable('answers')
    .set({ state: 'failed', problem, answering_until: null })
    .where('answer_id', '=', answerId)
    .where('state', 'in', ['asked', 'answering'])
    .returning(['channel_id', 'thread_ts'])
    .executeTakeFirst();
  return row ? { channelId: row.channel_id, threadTs: row.thread_ts } : null;
}

interface Thread {
  workspaceId: string;
  channelId: string;
  threadTs: string;
}

/** Earlier questions of a thread with their answers, oldest first. */
export async function loadEarlierAnswers(
  tx: Tx,
  { channelId, threadTs }: Thread,
  before: Date,
  limit: number,
): Promise<(EarlierAnswer & { by: Answer['by'] })[]> {
  const rows = await tx
    .selectFrom('answers')
    .select(['question', 'answer'])
    .where('channel_id', '=', channelId)
    .where('thread_ts', '=', threadTs)
    .where('state', '=', 'answered')
    .where('asked_at', '<=', before)
    .orderBy('asked_at', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map(({ question, answer }) => {
    const { sentences, by } = Answer.parse(answer);
    return { question, answer: sentences.map(({ text }) => text).join(' '), by };
  });
}

/** Whether questions were asked in a thread, and the meetings the last of them was limited to. */
export async function loadConversation(
  tx: Tx,
  { channelId, threadTs }: Omit<Thread, 'workspaceId'>,
): Promise<{ open: boolean; meetings: string[] }> {
  const last = await tx
    .selectFrom('answers')
    .select('meetings')
    .where('channel_id', '=', channelId)
    .where('thread_ts', '=', threadTs)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { open: last !== undefined, meetings: last?.meetings ?? [] };
}

/** Questions a dead process was answering: on the embedded database there is no other. */
export async function freeAnswering(tx: Tx): Promise<void> {
  await sql`update answers set answering_until = null where answering_until is not null`.execute(tx);
}
