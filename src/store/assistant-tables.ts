import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/* Columns of migrations/000004_assistant.sql. */

type Time = ColumnType<Date, Date, Date>;
type OptionalTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** pgvector takes and gives "[0.1,0.2]". */
type OptionalVector = ColumnType<string | null, string | null | undefined, string | null>;

export interface AssistantTables {
  answers: {
    answer_id: string;
    workspace_id: string;
    ask_key: string;
    channel_id: string;
    thread_ts: string;
    asked_by: string;
    question: string;
    sees: ColumnType<Record<string, unknown> | 'all', string, string>;
    meetings: Generated<string[]>;
    state: string;
    answering_until: OptionalTime;
    posted_ts: Optional<string>;
    answer: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
    problem: Optional<string>;
    asked_at: Time;
    answered_at: OptionalTime;
  };
  weekly_reports: {
    workspace_id: string;
    channel_id: string;
    cadence: JSONColumnType<Record<string, unknown>, string, string>;
    next_due_at: Time;
    asked_by: string;
    asked_at: Time;
  };
  issue_changes: {
    change_id: string;
    workspace_id: string;
    change_key: string;
    issue_id: string;
    kind: string;
    before: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
    after: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
    asked_by: string;
    asked_at: Time;
    undone_at: OptionalTime;
  };
  notion_passages: {
    workspace_id: string;
    page_id: string;
    block_id: string;
    position: number;
    title: string;
    url: string;
    body: string;
    edited_at: Time;
    embedding: OptionalVector;
    embedder: Optional<string>;
  };
}
