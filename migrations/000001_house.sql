-- The house's tables. Every row belongs to a workspace (Slack team); row-level security makes a
-- forgotten filter harmless. Forward only: never edit a migration that has landed.

-- The role a workspace's own work runs as. Rows of other workspaces do not exist for it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'lookout_tenant') then
    create role lookout_tenant nologin;
  end if;
  execute format('grant lookout_tenant to %I', current_user);
exception when duplicate_object or unique_violation then null; -- two databases of one server migrate at once
end $$;

create table workspaces (
  workspace_id text primary key,
  name text not null default '',
  time_zone text not null default 'UTC',
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

create table installations (
  installation_key text primary key, -- team id, or enterprise id for an org-wide installation
  workspace_id text not null,
  enterprise_id text,
  sealed text not null,              -- the whole Installation, AES-256-GCM
  sealed_with text not null,         -- id of the key, for rotation
  bot_scopes text[] not null default '{}',
  installed_at timestamptz not null,
  revoked_at timestamptz
);

-- What came in by a door, before it was acknowledged. Processed exactly once by delivery id.
create table inbox (
  delivery_id text primary key,
  workspace_id text not null,
  door text not null,
  body jsonb not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  attempts integer not null default 0,
  problem text
);
create index inbox_open on inbox (received_at) where processed_at is null;

-- Interactions are not re-sent by Slack but people click twice.
create table handled_actions (
  workspace_id text not null,
  action_key text not null,
  handled_at timestamptz not null,
  primary key (workspace_id, action_key)
);

create table monitors (
  monitor_id uuid primary key,
  workspace_id text not null,
  creation_key text not null,
  state text not null check (state in ('looking','proposed','watching','paused','stopped','done','failed')),
  request text not null,
  request_key text not null,         -- normalised request, to recognise the same one
  request_version integer not null default 1,
  intent text not null default '',
  condition jsonb,
  cadence jsonb not null,
  cadence_asked boolean not null default false,
  mode text not null check (mode in ('once','every')),
  quiet_hours jsonb,
  notify jsonb not null default '[]',
  mentions text[] not null default '{}',
  muted_kinds text[] not null default '{}',
  snoozed_until timestamptz,
  channel_id text,
  thread_ts text,
  created_by text not null,
  start_at_once boolean not null default false,
  ignore_robots boolean not null default false,
  worked_out_by text not null default 'rules',
  unreadable jsonb not null default '[]',
  failure text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (workspace_id, creation_key)
);
create index monitors_by_channel on monitors (workspace_id, channel_id, created_at desc);
create index monitors_by_thread on monitors (workspace_id, thread_ts);
create index monitors_by_request on monitors (workspace_id, request_key);

create table monitor_acts (
  act_id uuid primary key,
  workspace_id text not null,
  monitor_id uuid not null references monitors on delete cascade,
  actor text not null,
  act text not null,
  detail jsonb not null default '{}',
  at timestamptz not null
);
create index monitor_acts_by_monitor on monitor_acts (monitor_id, at);

-- A page, fetched once however many monitors of the workspace follow it. Written by the monitor room.
create table sources (
  source_id uuid primary key,
  workspace_id text not null,
  url text not null,
  origin text not null,
  with_browser boolean not null default false,
  ignore_robots boolean not null default false,
  cadences jsonb not null default '[]', -- of the watching monitors that follow it; none: nobody watches
  created_at timestamptz not null,
  unique (workspace_id, url, with_browser)
);

-- The state of reading a source. Written by the content room.
create table readings (
  source_id uuid primary key references sources on delete cascade,
  workspace_id text not null,
  origin text not null,
  title text not null default '',
  phase_ms integer not null,            -- stable share of the period, so a restart makes no burst
  next_due_at timestamptz,              -- null: nobody watches
  leased_until timestamptz,
  -- What the last good reading left for the next request.
  etag text,
  last_modified text,
  body_hash text,
  observed_version_id uuid,
  history jsonb not null default '{}',  -- what the page looks like when it is well
  last_checked_at timestamptz,
  last_good_at timestamptz,
  -- Health.
  problem text,
  problem_since timestamptz,
  failures integer not null default 0,
  episode text,
  noticed boolean not null default false
);
create index readings_due on readings (next_due_at) where next_due_at is not null;
create index readings_leased on readings (origin, leased_until) where leased_until is not null;

create table monitor_sources (
  monitor_id uuid not null references monitors on delete cascade,
  source_id uuid not null references sources,
  workspace_id text not null,
  position integer not null,
  why text not null default '',
  current_value text,
  added_at timestamptz not null,
  primary key (monitor_id, source_id)
);
create index monitor_sources_by_source on monitor_sources (source_id);

-- Raw bytes, compressed, addressed by what they are.
create table blobs (
  workspace_id text not null,
  body_hash text not null,
  raw_bytes integer not null,
  body bytea not null,
  primary key (workspace_id, body_hash)
);

create table snapshots (
  snapshot_id uuid primary key,
  workspace_id text not null,
  source_id uuid not null references sources on delete cascade,
  fetched_at timestamptz not null,
  status integer not null,
  final_url text not null,
  content_type text not null default '',
  body_hash text not null
);
create index snapshots_by_source on snapshots (source_id, fetched_at desc);
create index snapshots_by_blob on snapshots (workspace_id, body_hash);

create table versions (
  version_id uuid primary key,
  workspace_id text not null,
  source_id uuid not null references sources on delete cascade,
  snapshot_id uuid references snapshots on delete set null,
  extractor text not null,
  version_hash text not null,
  rederived_from uuid references versions on delete cascade, -- the same reading, read by an older extractor
  extraction bytea not null,
  observed_at timestamptz not null
);
create index versions_by_source on versions (source_id, observed_at desc);
create index versions_by_origin on versions (rederived_from) where rederived_from is not null;

create table source_days (
  source_id uuid not null references sources on delete cascade,
  workspace_id text not null,
  day date not null,
  checks integer not null default 0,
  not_modified integer not null default 0,
  failed integer not null default 0,
  primary key (source_id, day)
);

-- Detection's own: two pointers a monitor and source, and what it learnt of the page's flicker.
create table pointers (
  monitor_id uuid not null references monitors on delete cascade,
  source_id uuid not null references sources on delete cascade,
  workspace_id text not null,
  request_version integer not null,
  observed_version_id uuid references versions on delete set null,
  alerted_version_id uuid references versions on delete set null,
  primary key (monitor_id, source_id)
);

create table page_memories (
  source_id uuid primary key references sources on delete cascade,
  workspace_id text not null,
  memory jsonb not null
);

create table alerts (
  alert_id uuid primary key,
  workspace_id text not null,
  monitor_id uuid not null references monitors on delete cascade,
  channel_id text,
  sentence text not null,
  kind text not null,
  severity text not null,
  created_at timestamptz not null,
  delivered_at timestamptz,
  useful boolean,
  rated_by text
);
create index alerts_by_monitor on alerts (monitor_id, created_at desc);
create index alerts_by_channel on alerts (workspace_id, channel_id, created_at desc);

create table changes (
  change_id uuid primary key,
  workspace_id text not null,
  monitor_id uuid not null references monitors on delete cascade,
  source_id uuid not null references sources on delete cascade,
  from_version_id uuid references versions on delete set null,
  to_version_id uuid references versions on delete set null,
  request_version integer not null,
  hunks jsonb not null,
  verdict jsonb not null,
  outcome text not null,
  reason text not null,
  alert_id uuid references alerts on delete set null,
  detected_at timestamptz not null,
  unique (monitor_id, source_id, to_version_id, from_version_id)
);
create index changes_by_monitor on changes (monitor_id, detected_at desc);
create index changes_by_alert on changes (alert_id);

-- The outbox. A row is an effect that must happen once; `posted_ts` is the proof that it did.
create table deliveries (
  delivery_id uuid primary key,
  workspace_id text not null,
  delivery_key text not null,
  kind text not null,                -- card | alert | health | say
  via text not null check (via in ('slack','email','webhook')),
  monitor_id uuid references monitors on delete cascade,
  alert_id uuid references alerts on delete cascade,
  target jsonb not null,
  wanted jsonb not null,             -- the message as it should be
  wanted_hash text not null,
  shown_hash text,                   -- the message as Slack last took it; differs while an update waits
  state text not null check (state in ('pending','sending','sent','failed','dead')),
  posted_ts text,
  not_before timestamptz,
  sending_until timestamptz,         -- whoever sends holds the row until then
  attempts integer not null default 0,
  problem text,
  created_at timestamptz not null,
  sent_at timestamptz,
  unique (workspace_id, delivery_key)
);
create index deliveries_open on deliveries (created_at) where state in ('pending','sending','failed');
create index deliveries_by_monitor on deliveries (monitor_id, created_at desc);
create index deliveries_by_alert on deliveries (alert_id);

create table discovery_cache (
  workspace_id text not null,
  request_key text not null,
  proposal jsonb not null,
  expires_at timestamptz not null,
  primary key (workspace_id, request_key)
);

create table model_spend (
  workspace_id text not null,
  month date not null,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  calls integer not null default 0,
  owner_told boolean not null default false,
  primary key (workspace_id, month)
);

do $$
declare name text;
begin
  foreach name in array array[
    'workspaces','installations','inbox','handled_actions','monitors','monitor_acts','sources','readings','monitor_sources',
    'blobs','snapshots','versions','source_days','pointers','page_memories','alerts','changes','deliveries',
    'discovery_cache','model_spend'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy own_workspace on %I to lookout_tenant using (workspace_id = current_setting(''lookout.workspace'', true)) with check (workspace_id = current_setting(''lookout.workspace'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to lookout_tenant', name);
  end loop;
end $$;
