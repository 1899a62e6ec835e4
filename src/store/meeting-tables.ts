import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/* Columns of migrations/000003_meetings.sql. */

type Time = ColumnType<Date, Date, Date>;
type OptionalTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json<T extends object> = JSONColumnType<T, string, string>;
type OptionalJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** pgvector takes and gives "[0.1,0.2]". */
type OptionalVector = ColumnType<string | null, string | null | undefined, string | null>;

export interface MeetingTables {
  transcripts: {
    transcript_id: string;
    workspace_id: string;
    receipt_key: string;
    source: string;
    title: string;
    file_name: Optional<string>;
    content_type: Optional<string>;
    source_url: Optional<string>;
    source_id: Optional<string>;
    held_at: OptionalTime;
    channel_id: Optional<string>;
    thread_ts: Optional<string>;
    created_by: Optional<string>;
    created_at: Time;
    state: string;
    original_sealed: Optional<string>;
    original_sealed_with: Optional<string>;
    original_expires_at: OptionalTime;
    words_hash: Optional<string>;
    fingerprint: OptionalJson<Record<string, unknown>>;
    earlier_id: Optional<string>;
    propose: Generated<string>;
    report: OptionalJson<Record<string, unknown>>;
    receipt: ColumnType<Record<string, number>, string | undefined, string>;
    extract: OptionalJson<Record<string, unknown>>;
    progress: OptionalJson<{ done: number; of: number; modelUntil?: string }>;
    created_work_by: Optional<string>;
    undo_until: OptionalTime;
    attempt: Generated<number>;
    problem: Optional<string>;
  };
  transcript_turns: {
    transcript_id: string;
    workspace_id: string;
    i: number;
    speaker: string;
    start_ms: Optional<number>;
    end_ms: Optional<number>;
    body: string;
    url: Optional<string>;
    embedding: OptionalVector;
    embedder: Optional<string>;
  };
  work_items: {
    item_id: string;
    workspace_id: string;
    transcript_id: string;
    position: number;
    version: Generated<number>;
    state: string;
    extracted: Json<Record<string, unknown>>;
    fields: Json<Record<string, unknown>>;
    likely: OptionalJson<Record<string, unknown>>;
    issue: OptionalJson<Record<string, unknown>>;
    issue_id: Optional<string>;
    agreed: OptionalJson<Record<string, unknown>>;
    problem: Optional<string>;
    changed_by: Optional<string>;
    changed_at: Time;
  };
  work_conflicts: {
    conflict_id: string;
    workspace_id: string;
    item_id: string;
    field: string;
    linear_value: string;
    notion_value: string;
    found_at: Time;
    resolved_by: Optional<string>;
    resolved_at: OptionalTime;
  };
  spoken_names: {
    workspace_id: string;
    spoken: string;
    linear_user_id: string;
    told_by: string;
    told_at: Time;
  };
  linear_connections: {
    workspace_id: string;
    how: string;
    sealed: string;
    sealed_with: string;
    organization_id: string;
    name: string;
    expires_at: OptionalTime;
    refreshing_until: OptionalTime;
    problem: Optional<string>;
    connected_by: string;
    connected_at: Time;
  };
  linear_catalogs: {
    workspace_id: string;
    catalog: Json<Record<string, unknown>>;
    fetched_at: Time;
    issues_seen_until: OptionalTime;
  };
  linear_issues: {
    workspace_id: string;
    issue_id: string;
    identifier: string;
    brief: Json<Record<string, unknown>>;
    description: Generated<string>;
    private: Generated<boolean>;
    state_type: string;
    assignee_id: Optional<string>;
    item_id: Optional<string>;
    note_key: Optional<string>;
    archived: Generated<boolean>;
    embedding: OptionalVector;
    embedder: Optional<string>;
    updated_at: Time;
  };
  linear_refusals: {
    workspace_id: string;
    item_id: string;
    problem: string;
    refused_at: Time;
    stays: Generated<boolean>;
  };
  comment_syncs: {
    workspace_id: string;
    issue_id: string;
    channel_id: string;
    thread_ts: string;
    switched_by: string;
    switched_at: Time;
  };
  mirrored_comments: {
    workspace_id: string;
    comment_id: string;
    issue_id: string;
    message_ts: Optional<string>;
  };
  notion_connections: {
    workspace_id: string;
    how: string;
    sealed: Optional<string>;
    sealed_with: Optional<string>;
    notion_workspace_id: string;
    name: string;
    data_source_id: Optional<string>;
    data_source_title: Optional<string>;
    properties: OptionalJson<Record<string, string>>;
    pages_seen_until: OptionalTime;
    words_seen_until: OptionalTime;
    problem: Optional<string>;
    connected_by: string;
    connected_at: Time;
  };
  notion_pages: {
    workspace_id: string;
    page_id: string;
    url: string;
    title: string;
    transcript_id: Optional<string>;
    note_key: Optional<string>;
    blocks_written: Generated<number>;
    complete: Generated<boolean>;
    writing_until: OptionalTime;
    trashed: Generated<boolean>;
    changed_at: Time;
  };
  notion_todos: {
    workspace_id: string;
    block_id: string;
    page_id: string;
    item_id: string;
    body: string;
    checked: boolean;
    changed_at: Time;
  };
}
