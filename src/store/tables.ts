import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { AssistantTables } from './assistant-tables.ts';
import type { MeetingTables } from './meeting-tables.ts';

/** Times go in and come out as Date; the database keeps UTC. */
type Time = ColumnType<Date, Date, Date>;
type OptionalTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json<T extends object> = JSONColumnType<T, string, string>;
type OptionalJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
type Defaulted<T> = Generated<T>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface Tables extends MeetingTables, AssistantTables {
  workspaces: {
    workspace_id: string;
    name: Defaulted<string>;
    time_zone: Defaulted<string>;
    settings: ColumnType<Record<string, unknown>, string | undefined, string>;
    created_at: Time;
  };
  installations: {
    installation_key: string;
    workspace_id: string;
    enterprise_id: Optional<string>;
    sealed: string;
    sealed_with: string;
    bot_scopes: Defaulted<string[]>;
    installed_at: Time;
    revoked_at: OptionalTime;
  };
  inbox: {
    delivery_id: string;
    workspace_id: string;
    door: string;
    body: Json<Record<string, unknown>>;
    received_at: Time;
    processed_at: OptionalTime;
    attempts: Defaulted<number>;
    problem: Optional<string>;
  };
  handled_actions: { workspace_id: string; action_key: string; handled_at: Time };
  monitors: {
    monitor_id: string;
    workspace_id: string;
    creation_key: string;
    state: string;
    request: string;
    request_key: string;
    request_version: Defaulted<number>;
    intent: Defaulted<string>;
    condition: OptionalJson<Record<string, unknown>>;
    cadence: Json<Record<string, unknown>>;
    cadence_asked: Defaulted<boolean>;
    mode: string;
    quiet_hours: OptionalJson<Record<string, unknown>>;
    notify: ColumnType<unknown[], string | undefined, string>;
    mentions: Defaulted<string[]>;
    muted_kinds: Defaulted<string[]>;
    snoozed_until: OptionalTime;
    channel_id: Optional<string>;
    thread_ts: Optional<string>;
    created_by: string;
    start_at_once: Defaulted<boolean>;
    ignore_robots: Defaulted<boolean>;
    worked_out_by: Defaulted<string>;
    unreadable: ColumnType<unknown[], string | undefined, string>;
    failure: Optional<string>;
    created_at: Time;
    updated_at: Time;
  };
  monitor_acts: {
    act_id: string;
    workspace_id: string;
    monitor_id: string;
    actor: string;
    act: string;
    detail: ColumnType<Record<string, unknown>, string | undefined, string>;
    at: Time;
  };
  sources: {
    source_id: string;
    workspace_id: string;
    url: string;
    origin: string;
    with_browser: Defaulted<boolean>;
    ignore_robots: Defaulted<boolean>;
    cadences: ColumnType<Record<string, unknown>[], string | undefined, string>;
    created_at: Time;
  };
  readings: {
    source_id: string;
    workspace_id: string;
    origin: string;
    title: Defaulted<string>;
    phase_ms: number;
    next_due_at: OptionalTime;
    leased_until: OptionalTime;
    etag: Optional<string>;
    last_modified: Optional<string>;
    body_hash: Optional<string>;
    observed_version_id: Optional<string>;
    history: ColumnType<Record<string, unknown>, string | undefined, string>;
    last_checked_at: OptionalTime;
    last_good_at: OptionalTime;
    problem: Optional<string>;
    problem_since: OptionalTime;
    failures: Defaulted<number>;
    episode: Optional<string>;
    noticed: Defaulted<boolean>;
  };
  monitor_sources: {
    monitor_id: string;
    source_id: string;
    workspace_id: string;
    position: number;
    why: Defaulted<string>;
    current_value: Optional<string>;
    added_at: Time;
  };
  blobs: { workspace_id: string; body_hash: string; raw_bytes: number; body: Buffer };
  snapshots: {
    snapshot_id: string;
    workspace_id: string;
    source_id: string;
    fetched_at: Time;
    status: number;
    final_url: string;
    content_type: Defaulted<string>;
    body_hash: string;
  };
  versions: {
    version_id: string;
    workspace_id: string;
    source_id: string;
    snapshot_id: Optional<string>;
    extractor: string;
    version_hash: string;
    rederived_from: Optional<string>;
    extraction: Buffer;
    observed_at: Time;
  };
  source_days: {
    source_id: string;
    workspace_id: string;
    day: ColumnType<Date, string, string>;
    checks: Defaulted<number>;
    not_modified: Defaulted<number>;
    failed: Defaulted<number>;
  };
  pointers: {
    monitor_id: string;
    source_id: string;
    workspace_id: string;
    request_version: number;
    observed_version_id: Optional<string>;
    alerted_version_id: Optional<string>;
    doubted_version_id: Optional<string>;
    engine_version: Defaulted<string>;
  };
  page_memories: { source_id: string; workspace_id: string; memory: Json<Record<string, unknown>> };
  alerts: {
    alert_id: string;
    workspace_id: string;
    monitor_id: string;
    channel_id: Optional<string>;
    sentence: string;
    kind: string;
    severity: string;
    created_at: Time;
    delivered_at: OptionalTime;
    useful: Optional<boolean>;
    rated_by: Optional<string>;
  };
  changes: {
    change_id: string;
    workspace_id: string;
    monitor_id: string;
    source_id: string;
    from_version_id: Optional<string>;
    to_version_id: Optional<string>;
    request_version: number;
    hunks: ColumnType<unknown[], string, string>;
    verdict: Json<Record<string, unknown>>;
    outcome: string;
    reason: string;
    alert_id: Optional<string>;
    told_by: Optional<string>;
    engine_version: Defaulted<string>;
    detected_at: Time;
  };
  judgements: {
    workspace_id: string;
    judgement_key: string;
    answer: Json<Record<string, unknown>>;
    model: string;
    judged_at: Time;
  };
  event_vectors: {
    change_id: string;
    workspace_id: string;
    channel_id: string;
    model: string;
    embedding: string;
    told_at: Time;
  };
  monitor_cases: {
    case_id: string;
    workspace_id: string;
    monitor_id: string;
    change_id: string;
    expected: 'alert' | 'silent';
    request: string;
    places: ColumnType<unknown[], string, string>;
    marked_by: string;
    marked_at: Time;
    holds: Optional<boolean>;
    replayed_with: Optional<string>;
  };
  deliveries: {
    delivery_id: string;
    workspace_id: string;
    delivery_key: string;
    kind: string;
    via: string;
    monitor_id: Optional<string>;
    alert_id: Optional<string>;
    target: Json<Record<string, unknown>>;
    wanted: Json<Record<string, unknown>>;
    wanted_hash: string;
    shown_hash: Optional<string>;
    state: string;
    posted_ts: Optional<string>;
    not_before: OptionalTime;
    sending_until: OptionalTime;
    attempts: Defaulted<number>;
    problem: Optional<string>;
    created_at: Time;
    sent_at: OptionalTime;
  };
  discovery_cache: {
    workspace_id: string;
    request_key: string;
    proposal: Json<Record<string, unknown>>;
    expires_at: Time;
  };
  model_spend: {
    workspace_id: string;
    month: ColumnType<Date, string, string>;
    input_tokens: Defaulted<number>;
    output_tokens: Defaulted<number>;
    calls: Defaulted<number>;
    cached: Defaulted<number>;
    owner_told: Defaulted<boolean>;
  };
}
