-- The schema after all migrations, for reading and for review. Not run by anything.
-- Written by "lookout migrate --write-schema"; CI compares it with a freshly migrated database.

create extension vector;

create role lookout_tenant nologin;

create table alerts (
  alert_id uuid not null,
  workspace_id text not null,
  monitor_id uuid not null,
  channel_id text,
  sentence text not null,
  kind text not null,
  severity text not null,
  created_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  useful boolean,
  rated_by text,
  constraint alerts_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint alerts_pkey PRIMARY KEY (alert_id)
);
alter table alerts enable row level security;
CREATE INDEX alerts_by_channel ON public.alerts USING btree (workspace_id, channel_id, created_at DESC);
CREATE INDEX alerts_by_monitor ON public.alerts USING btree (monitor_id, created_at DESC);
create policy own_workspace on alerts as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on alerts to lookout_tenant;

create table blobs (
  workspace_id text not null,
  body_hash text not null,
  raw_bytes integer not null,
  body bytea not null,
  constraint blobs_pkey PRIMARY KEY (workspace_id, body_hash)
);
alter table blobs enable row level security;
create policy own_workspace on blobs as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on blobs to lookout_tenant;

create table changes (
  change_id uuid not null,
  workspace_id text not null,
  monitor_id uuid not null,
  source_id uuid not null,
  from_version_id uuid,
  to_version_id uuid,
  request_version integer not null,
  hunks jsonb not null,
  verdict jsonb not null,
  outcome text not null,
  reason text not null,
  alert_id uuid,
  detected_at timestamp with time zone not null,
  constraint changes_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(alert_id) ON DELETE SET NULL,
  constraint changes_from_version_id_fkey FOREIGN KEY (from_version_id) REFERENCES versions(version_id) ON DELETE SET NULL,
  constraint changes_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint changes_monitor_id_source_id_to_version_id_from_version_id_key UNIQUE (monitor_id, source_id, to_version_id, from_version_id),
  constraint changes_pkey PRIMARY KEY (change_id),
  constraint changes_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE,
  constraint changes_to_version_id_fkey FOREIGN KEY (to_version_id) REFERENCES versions(version_id) ON DELETE SET NULL
);
alter table changes enable row level security;
CREATE INDEX changes_by_alert ON public.changes USING btree (alert_id);
CREATE INDEX changes_by_monitor ON public.changes USING btree (monitor_id, detected_at DESC);
create policy own_workspace on changes as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on changes to lookout_tenant;

create table deliveries (
  delivery_id uuid not null,
  workspace_id text not null,
  delivery_key text not null,
  kind text not null,
  via text not null,
  monitor_id uuid,
  alert_id uuid,
  target jsonb not null,
  wanted jsonb not null,
  wanted_hash text not null,
  shown_hash text,
  state text not null,
  posted_ts text,
  not_before timestamp with time zone,
  sending_until timestamp with time zone,
  attempts integer default 0 not null,
  problem text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint deliveries_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(alert_id) ON DELETE CASCADE,
  constraint deliveries_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint deliveries_pkey PRIMARY KEY (delivery_id),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dead'::text]))),
  constraint deliveries_via_check CHECK ((via = ANY (ARRAY['slack'::text, 'email'::text, 'webhook'::text]))),
  constraint deliveries_workspace_id_delivery_key_key UNIQUE (workspace_id, delivery_key)
);
alter table deliveries enable row level security;
CREATE INDEX deliveries_by_alert ON public.deliveries USING btree (alert_id);
CREATE INDEX deliveries_by_monitor ON public.deliveries USING btree (monitor_id, created_at DESC);
CREATE INDEX deliveries_open ON public.deliveries USING btree (created_at) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text, 'failed'::text]));
create policy own_workspace on deliveries as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on deliveries to lookout_tenant;

create table discovery_cache (
  workspace_id text not null,
  request_key text not null,
  proposal jsonb not null,
  expires_at timestamp with time zone not null,
  constraint discovery_cache_pkey PRIMARY KEY (workspace_id, request_key)
);
alter table discovery_cache enable row level security;
create policy own_workspace on discovery_cache as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on discovery_cache to lookout_tenant;

create table handled_actions (
  workspace_id text not null,
  action_key text not null,
  handled_at timestamp with time zone not null,
  constraint handled_actions_pkey PRIMARY KEY (workspace_id, action_key)
);
alter table handled_actions enable row level security;
create policy own_workspace on handled_actions as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on handled_actions to lookout_tenant;

create table inbox (
  delivery_id text not null,
  workspace_id text not null,
  door text not null,
  body jsonb not null,
  received_at timestamp with time zone not null,
  processed_at timestamp with time zone,
  attempts integer default 0 not null,
  problem text,
  constraint inbox_pkey PRIMARY KEY (delivery_id)
);
alter table inbox enable row level security;
CREATE INDEX inbox_open ON public.inbox USING btree (received_at) WHERE (processed_at IS NULL);
create policy own_workspace on inbox as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on inbox to lookout_tenant;

create table installations (
  installation_key text not null,
  workspace_id text not null,
  enterprise_id text,
  sealed text not null,
  sealed_with text not null,
  bot_scopes text[] default '{}'::text[] not null,
  installed_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint installations_pkey PRIMARY KEY (installation_key)
);
alter table installations enable row level security;
create policy own_workspace on installations as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on installations to lookout_tenant;

create table model_spend (
  workspace_id text not null,
  month date not null,
  input_tokens bigint default 0 not null,
  output_tokens bigint default 0 not null,
  calls integer default 0 not null,
  owner_told boolean default false not null,
  constraint model_spend_pkey PRIMARY KEY (workspace_id, month)
);
alter table model_spend enable row level security;
create policy own_workspace on model_spend as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on model_spend to lookout_tenant;

create table monitor_acts (
  act_id uuid not null,
  workspace_id text not null,
  monitor_id uuid not null,
  actor text not null,
  act text not null,
  detail jsonb default '{}'::jsonb not null,
  at timestamp with time zone not null,
  constraint monitor_acts_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint monitor_acts_pkey PRIMARY KEY (act_id)
);
alter table monitor_acts enable row level security;
CREATE INDEX monitor_acts_by_monitor ON public.monitor_acts USING btree (monitor_id, at);
create policy own_workspace on monitor_acts as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on monitor_acts to lookout_tenant;

create table monitor_sources (
  monitor_id uuid not null,
  source_id uuid not null,
  workspace_id text not null,
  "position" integer not null,
  why text default ''::text not null,
  current_value text,
  added_at timestamp with time zone not null,
  constraint monitor_sources_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint monitor_sources_pkey PRIMARY KEY (monitor_id, source_id),
  constraint monitor_sources_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id)
);
alter table monitor_sources enable row level security;
CREATE INDEX monitor_sources_by_source ON public.monitor_sources USING btree (source_id);
create policy own_workspace on monitor_sources as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on monitor_sources to lookout_tenant;

create table monitors (
  monitor_id uuid not null,
  workspace_id text not null,
  creation_key text not null,
  state text not null,
  request text not null,
  request_key text not null,
  request_version integer default 1 not null,
  intent text default ''::text not null,
  condition jsonb,
  cadence jsonb not null,
  cadence_asked boolean default false not null,
  mode text not null,
  quiet_hours jsonb,
  notify jsonb default '[]'::jsonb not null,
  mentions text[] default '{}'::text[] not null,
  muted_kinds text[] default '{}'::text[] not null,
  snoozed_until timestamp with time zone,
  channel_id text,
  thread_ts text,
  created_by text not null,
  start_at_once boolean default false not null,
  ignore_robots boolean default false not null,
  worked_out_by text default 'rules'::text not null,
  unreadable jsonb default '[]'::jsonb not null,
  failure text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint monitors_mode_check CHECK ((mode = ANY (ARRAY['once'::text, 'every'::text]))),
  constraint monitors_pkey PRIMARY KEY (monitor_id),
  constraint monitors_state_check CHECK ((state = ANY (ARRAY['looking'::text, 'proposed'::text, 'watching'::text, 'paused'::text, 'stopped'::text, 'done'::text, 'failed'::text]))),
  constraint monitors_workspace_id_creation_key_key UNIQUE (workspace_id, creation_key)
);
alter table monitors enable row level security;
CREATE INDEX monitors_by_channel ON public.monitors USING btree (workspace_id, channel_id, created_at DESC);
CREATE INDEX monitors_by_request ON public.monitors USING btree (workspace_id, request_key);
CREATE INDEX monitors_by_thread ON public.monitors USING btree (workspace_id, thread_ts);
create policy own_workspace on monitors as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on monitors to lookout_tenant;

create table page_memories (
  source_id uuid not null,
  workspace_id text not null,
  memory jsonb not null,
  constraint page_memories_pkey PRIMARY KEY (source_id),
  constraint page_memories_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE
);
alter table page_memories enable row level security;
create policy own_workspace on page_memories as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on page_memories to lookout_tenant;

create table pointers (
  monitor_id uuid not null,
  source_id uuid not null,
  workspace_id text not null,
  request_version integer not null,
  observed_version_id uuid,
  alerted_version_id uuid,
  constraint pointers_alerted_version_id_fkey FOREIGN KEY (alerted_version_id) REFERENCES versions(version_id) ON DELETE SET NULL,
  constraint pointers_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint pointers_observed_version_id_fkey FOREIGN KEY (observed_version_id) REFERENCES versions(version_id) ON DELETE SET NULL,
  constraint pointers_pkey PRIMARY KEY (monitor_id, source_id),
  constraint pointers_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE
);
alter table pointers enable row level security;
create policy own_workspace on pointers as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on pointers to lookout_tenant;

create table readings (
  source_id uuid not null,
  workspace_id text not null,
  origin text not null,
  title text default ''::text not null,
  phase_ms integer not null,
  next_due_at timestamp with time zone,
  leased_until timestamp with time zone,
  etag text,
  last_modified text,
  body_hash text,
  observed_version_id uuid,
  history jsonb default '{}'::jsonb not null,
  last_checked_at timestamp with time zone,
  last_good_at timestamp with time zone,
  problem text,
  problem_since timestamp with time zone,
  failures integer default 0 not null,
  episode text,
  noticed boolean default false not null,
  constraint readings_pkey PRIMARY KEY (source_id),
  constraint readings_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE
);
alter table readings enable row level security;
CREATE INDEX readings_due ON public.readings USING btree (next_due_at) WHERE (next_due_at IS NOT NULL);
CREATE INDEX readings_leased ON public.readings USING btree (origin, leased_until) WHERE (leased_until IS NOT NULL);
create policy own_workspace on readings as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on readings to lookout_tenant;

create table schema_migrations (
  number integer not null,
  name text not null,
  applied_at timestamp with time zone default now() not null,
  constraint schema_migrations_pkey PRIMARY KEY (number)
);

create table snapshots (
  snapshot_id uuid not null,
  workspace_id text not null,
  source_id uuid not null,
  fetched_at timestamp with time zone not null,
  status integer not null,
  final_url text not null,
  content_type text default ''::text not null,
  body_hash text not null,
  constraint snapshots_pkey PRIMARY KEY (snapshot_id),
  constraint snapshots_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE
);
alter table snapshots enable row level security;
CREATE INDEX snapshots_by_blob ON public.snapshots USING btree (workspace_id, body_hash);
CREATE INDEX snapshots_by_source ON public.snapshots USING btree (source_id, fetched_at DESC);
create policy own_workspace on snapshots as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on snapshots to lookout_tenant;

create table source_days (
  source_id uuid not null,
  workspace_id text not null,
  day date not null,
  checks integer default 0 not null,
  not_modified integer default 0 not null,
  failed integer default 0 not null,
  constraint source_days_pkey PRIMARY KEY (source_id, day),
  constraint source_days_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE
);
alter table source_days enable row level security;
create policy own_workspace on source_days as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on source_days to lookout_tenant;

create table sources (
  source_id uuid not null,
  workspace_id text not null,
  url text not null,
  origin text not null,
  with_browser boolean default false not null,
  ignore_robots boolean default false not null,
  cadences jsonb default '[]'::jsonb not null,
  created_at timestamp with time zone not null,
  constraint sources_pkey PRIMARY KEY (source_id),
  constraint sources_workspace_id_url_with_browser_key UNIQUE (workspace_id, url, with_browser)
);
alter table sources enable row level security;
create policy own_workspace on sources as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on sources to lookout_tenant;

create table versions (
  version_id uuid not null,
  workspace_id text not null,
  source_id uuid not null,
  snapshot_id uuid,
  extractor text not null,
  version_hash text not null,
  rederived_from uuid,
  extraction bytea not null,
  observed_at timestamp with time zone not null,
  constraint versions_pkey PRIMARY KEY (version_id),
  constraint versions_rederived_from_fkey FOREIGN KEY (rederived_from) REFERENCES versions(version_id) ON DELETE CASCADE,
  constraint versions_snapshot_id_fkey FOREIGN KEY (snapshot_id) REFERENCES snapshots(snapshot_id) ON DELETE SET NULL,
  constraint versions_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE
);
alter table versions enable row level security;
CREATE INDEX versions_by_origin ON public.versions USING btree (rederived_from) WHERE (rederived_from IS NOT NULL);
CREATE INDEX versions_by_source ON public.versions USING btree (source_id, observed_at DESC);
create policy own_workspace on versions as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on versions to lookout_tenant;

create table workspaces (
  workspace_id text not null,
  name text default ''::text not null,
  time_zone text default 'UTC'::text not null,
  settings jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone not null,
  constraint workspaces_pkey PRIMARY KEY (workspace_id)
);
alter table workspaces enable row level security;
create policy own_workspace on workspaces as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on workspaces to lookout_tenant;
