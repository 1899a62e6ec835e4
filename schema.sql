-- The schema after all migrations, for reading and for review. Not run by anything.
-- Written by "lookout migrate --write-schema"; CI compares it with a freshly migrated database.

create extension vector;

create role lookout_tenant nologin;

CREATE OR REPLACE FUNCTION public.alerts_with_words(words text[], most integer)
 RETURNS TABLE(word text, alert_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select w, t.alert_id from unnest(words) w cross join lateral (
    select x.alert_id from alerts x
    where x.workspace_id = current_setting('lookout.workspace', true)
      and to_tsvector('english', x.sentence) @@ quote_literal(w)::tsquery
    order by x.created_at desc limit most) t
$function$
;
CREATE OR REPLACE FUNCTION public.issues_with_words(words text[], most integer)
 RETURNS TABLE(word text, issue_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select w, t.issue_id from unnest(words) w cross join lateral (
    select x.issue_id from linear_issues x
    where x.workspace_id = current_setting('lookout.workspace', true) and not x.private and not x.archived
      and to_tsvector('english', coalesce(x.brief ->> 'title', '') || ' ' || x.description) @@ quote_literal(w)::tsquery
    limit most) t
$function$
;
CREATE OR REPLACE FUNCTION public.notion_passages_with_words(words text[], most integer)
 RETURNS TABLE(word text, block_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select w, t.block_id from unnest(words) w cross join lateral (
    select x.block_id from notion_passages x
    where x.workspace_id = current_setting('lookout.workspace', true)
      and to_tsvector('english', x.body) @@ quote_literal(w)::tsquery
    limit most) t
$function$
;
CREATE OR REPLACE FUNCTION public.turns_with_words(words text[], transcripts uuid[], most integer)
 RETURNS TABLE(word text, transcript_id uuid, i integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select w, t.transcript_id, t.i from unnest(words) w cross join lateral (
    select x.transcript_id, x.i from transcript_turns x
    where x.workspace_id = current_setting('lookout.workspace', true) and x.transcript_id = any (transcripts)
      and x.words @@ quote_literal(w)::tsquery
    limit most) t
$function$
;

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
CREATE INDEX alerts_words ON public.alerts USING gin (to_tsvector('english'::regconfig, sentence));
create policy own_workspace on alerts as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on alerts to lookout_tenant;

create table answers (
  answer_id uuid not null,
  workspace_id text not null,
  ask_key text not null,
  channel_id text not null,
  thread_ts text not null,
  asked_by text not null,
  question text not null,
  sees jsonb not null,
  meetings uuid[] default '{}'::uuid[] not null,
  state text not null,
  answering_until timestamp with time zone,
  posted_ts text,
  answer jsonb,
  problem text,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint answers_pkey PRIMARY KEY (answer_id),
  constraint answers_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'answering'::text, 'answered'::text, 'failed'::text]))),
  constraint answers_workspace_id_ask_key_key UNIQUE (workspace_id, ask_key)
);
alter table answers enable row level security;
CREATE INDEX answers_by_thread ON public.answers USING btree (workspace_id, channel_id, thread_ts, asked_at DESC);
create policy own_workspace on answers as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on answers to lookout_tenant;

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
  engine_version text default '1'::text not null,
  told_by uuid,
  constraint changes_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(alert_id) ON DELETE SET NULL,
  constraint changes_from_version_id_fkey FOREIGN KEY (from_version_id) REFERENCES versions(version_id) ON DELETE SET NULL,
  constraint changes_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint changes_monitor_id_source_id_to_version_id_from_version_id_key UNIQUE (monitor_id, source_id, to_version_id, from_version_id),
  constraint changes_pkey PRIMARY KEY (change_id),
  constraint changes_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(source_id) ON DELETE CASCADE,
  constraint changes_to_version_id_fkey FOREIGN KEY (to_version_id) REFERENCES versions(version_id) ON DELETE SET NULL,
  constraint changes_told_by_fkey FOREIGN KEY (told_by) REFERENCES alerts(alert_id) ON DELETE SET NULL
);
alter table changes enable row level security;
CREATE INDEX changes_by_alert ON public.changes USING btree (alert_id);
CREATE INDEX changes_by_monitor ON public.changes USING btree (monitor_id, detected_at DESC);
CREATE INDEX changes_told_by_source ON public.changes USING btree (source_id, detected_at DESC) WHERE (alert_id IS NOT NULL);
create policy own_workspace on changes as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on changes to lookout_tenant;

create table comment_syncs (
  workspace_id text not null,
  issue_id text not null,
  channel_id text not null,
  thread_ts text not null,
  switched_by text not null,
  switched_at timestamp with time zone not null,
  constraint comment_syncs_pkey PRIMARY KEY (workspace_id, issue_id)
);
alter table comment_syncs enable row level security;
create policy own_workspace on comment_syncs as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on comment_syncs to lookout_tenant;

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

create table event_vectors (
  change_id uuid not null,
  workspace_id text not null,
  channel_id text not null,
  model text not null,
  embedding vector not null,
  told_at timestamp with time zone not null,
  constraint event_vectors_change_id_fkey FOREIGN KEY (change_id) REFERENCES changes(change_id) ON DELETE CASCADE,
  constraint event_vectors_pkey PRIMARY KEY (change_id)
);
alter table event_vectors enable row level security;
CREATE INDEX event_vectors_by_channel ON public.event_vectors USING btree (workspace_id, channel_id, told_at DESC);
create policy own_workspace on event_vectors as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on event_vectors to lookout_tenant;

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

create table issue_changes (
  change_id uuid not null,
  workspace_id text not null,
  change_key text not null,
  issue_id text not null,
  kind text not null,
  before jsonb,
  after jsonb,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint issue_changes_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'changed'::text]))),
  constraint issue_changes_pkey PRIMARY KEY (change_id),
  constraint issue_changes_workspace_id_change_key_key UNIQUE (workspace_id, change_key)
);
alter table issue_changes enable row level security;
create policy own_workspace on issue_changes as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on issue_changes to lookout_tenant;

create table judgements (
  workspace_id text not null,
  judgement_key text not null,
  answer jsonb not null,
  model text not null,
  judged_at timestamp with time zone not null,
  constraint judgements_pkey PRIMARY KEY (workspace_id, judgement_key)
);
alter table judgements enable row level security;
CREATE INDEX judgements_by_age ON public.judgements USING btree (workspace_id, judged_at);
create policy own_workspace on judgements as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on judgements to lookout_tenant;

create table linear_catalogs (
  workspace_id text not null,
  catalog jsonb not null,
  fetched_at timestamp with time zone not null,
  issues_seen_until timestamp with time zone,
  constraint linear_catalogs_pkey PRIMARY KEY (workspace_id)
);
alter table linear_catalogs enable row level security;
create policy own_workspace on linear_catalogs as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on linear_catalogs to lookout_tenant;

create table linear_connections (
  workspace_id text not null,
  how text not null,
  sealed text not null,
  sealed_with text not null,
  organization_id text not null,
  name text not null,
  expires_at timestamp with time zone,
  refreshing_until timestamp with time zone,
  problem text,
  connected_by text not null,
  connected_at timestamp with time zone not null,
  constraint linear_connections_how_check CHECK ((how = ANY (ARRAY['oauth'::text, 'key'::text]))),
  constraint linear_connections_pkey PRIMARY KEY (workspace_id)
);
alter table linear_connections enable row level security;
CREATE INDEX linear_connections_by_organization ON public.linear_connections USING btree (organization_id);
create policy own_workspace on linear_connections as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on linear_connections to lookout_tenant;

create table linear_issues (
  workspace_id text not null,
  issue_id text not null,
  identifier text not null,
  brief jsonb not null,
  description text default ''::text not null,
  private boolean default false not null,
  state_type text not null,
  assignee_id text,
  item_id uuid,
  note_key text,
  archived boolean default false not null,
  embedding vector,
  embedder text,
  updated_at timestamp with time zone not null,
  constraint linear_issues_pkey PRIMARY KEY (workspace_id, issue_id)
);
alter table linear_issues enable row level security;
CREATE INDEX linear_issues_by_identifier ON public.linear_issues USING btree (workspace_id, identifier);
CREATE INDEX linear_issues_by_item ON public.linear_issues USING btree (workspace_id, item_id) WHERE (item_id IS NOT NULL);
CREATE INDEX linear_issues_words ON public.linear_issues USING gin (to_tsvector('english'::regconfig, ((COALESCE((brief ->> 'title'::text), ''::text) || ' '::text) || description)));
create policy own_workspace on linear_issues as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on linear_issues to lookout_tenant;

create table linear_refusals (
  workspace_id text not null,
  item_id uuid not null,
  problem text not null,
  refused_at timestamp with time zone not null,
  stays boolean default false not null,
  constraint linear_refusals_pkey PRIMARY KEY (workspace_id, item_id)
);
alter table linear_refusals enable row level security;
create policy own_workspace on linear_refusals as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on linear_refusals to lookout_tenant;

create table mirrored_comments (
  workspace_id text not null,
  comment_id text not null,
  issue_id text not null,
  message_ts text,
  constraint mirrored_comments_pkey PRIMARY KEY (workspace_id, comment_id)
);
alter table mirrored_comments enable row level security;
create policy own_workspace on mirrored_comments as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on mirrored_comments to lookout_tenant;

create table model_spend (
  workspace_id text not null,
  month date not null,
  input_tokens bigint default 0 not null,
  output_tokens bigint default 0 not null,
  calls integer default 0 not null,
  owner_told boolean default false not null,
  cached integer default 0 not null,
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

create table monitor_cases (
  case_id uuid not null,
  workspace_id text not null,
  monitor_id uuid not null,
  change_id uuid not null,
  expected text not null,
  request text not null,
  places jsonb not null,
  marked_by text not null,
  marked_at timestamp with time zone not null,
  holds boolean,
  replayed_with text,
  constraint monitor_cases_change_id_fkey FOREIGN KEY (change_id) REFERENCES changes(change_id) ON DELETE CASCADE,
  constraint monitor_cases_expected_check CHECK ((expected = ANY (ARRAY['alert'::text, 'silent'::text]))),
  constraint monitor_cases_monitor_id_change_id_key UNIQUE (monitor_id, change_id),
  constraint monitor_cases_monitor_id_fkey FOREIGN KEY (monitor_id) REFERENCES monitors(monitor_id) ON DELETE CASCADE,
  constraint monitor_cases_pkey PRIMARY KEY (case_id)
);
alter table monitor_cases enable row level security;
create policy own_workspace on monitor_cases as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on monitor_cases to lookout_tenant;

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

create table notion_connections (
  workspace_id text not null,
  how text not null,
  sealed text,
  sealed_with text,
  notion_workspace_id text not null,
  name text not null,
  data_source_id text,
  data_source_title text,
  properties jsonb,
  pages_seen_until timestamp with time zone,
  problem text,
  connected_by text not null,
  connected_at timestamp with time zone not null,
  words_seen_until timestamp with time zone,
  constraint notion_connections_how_check CHECK ((how = ANY (ARRAY['oauth'::text, 'key'::text, 'config'::text]))),
  constraint notion_connections_pkey PRIMARY KEY (workspace_id)
);
alter table notion_connections enable row level security;
CREATE INDEX notion_connections_by_workspace ON public.notion_connections USING btree (notion_workspace_id);
create policy own_workspace on notion_connections as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on notion_connections to lookout_tenant;

create table notion_pages (
  workspace_id text not null,
  page_id text not null,
  url text not null,
  title text not null,
  transcript_id uuid,
  note_key text,
  blocks_written integer default 0 not null,
  complete boolean default false not null,
  writing_until timestamp with time zone,
  trashed boolean default false not null,
  changed_at timestamp with time zone not null,
  constraint notion_pages_pkey PRIMARY KEY (workspace_id, page_id)
);
alter table notion_pages enable row level security;
CREATE UNIQUE INDEX notion_pages_by_note ON public.notion_pages USING btree (workspace_id, note_key) WHERE (note_key IS NOT NULL);
CREATE UNIQUE INDEX notion_pages_by_transcript ON public.notion_pages USING btree (workspace_id, transcript_id) WHERE (transcript_id IS NOT NULL);
create policy own_workspace on notion_pages as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on notion_pages to lookout_tenant;

create table notion_passages (
  workspace_id text not null,
  page_id text not null,
  "position" integer not null,
  block_id text not null,
  title text not null,
  url text not null,
  body text not null,
  edited_at timestamp with time zone not null,
  embedding vector,
  embedder text,
  constraint notion_passages_pkey PRIMARY KEY (workspace_id, page_id, "position")
);
alter table notion_passages enable row level security;
CREATE INDEX notion_passages_words ON public.notion_passages USING gin (to_tsvector('english'::regconfig, body));
create policy own_workspace on notion_passages as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on notion_passages to lookout_tenant;

create table notion_todos (
  workspace_id text not null,
  block_id text not null,
  page_id text not null,
  item_id uuid not null,
  body text not null,
  checked boolean not null,
  changed_at timestamp with time zone not null,
  constraint notion_todos_pkey PRIMARY KEY (workspace_id, block_id)
);
alter table notion_todos enable row level security;
CREATE INDEX notion_todos_by_item ON public.notion_todos USING btree (workspace_id, item_id);
CREATE INDEX notion_todos_by_page ON public.notion_todos USING btree (workspace_id, page_id);
create policy own_workspace on notion_todos as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on notion_todos to lookout_tenant;

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
  engine_version text default '1'::text not null,
  doubted_version_id uuid,
  constraint pointers_alerted_version_id_fkey FOREIGN KEY (alerted_version_id) REFERENCES versions(version_id) ON DELETE SET NULL,
  constraint pointers_doubted_version_id_fkey FOREIGN KEY (doubted_version_id) REFERENCES versions(version_id) ON DELETE SET NULL,
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

create table spoken_names (
  workspace_id text not null,
  spoken text not null,
  linear_user_id text not null,
  told_by text not null,
  told_at timestamp with time zone not null,
  constraint spoken_names_pkey PRIMARY KEY (workspace_id, spoken)
);
alter table spoken_names enable row level security;
create policy own_workspace on spoken_names as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on spoken_names to lookout_tenant;

create table transcript_turns (
  transcript_id uuid not null,
  workspace_id text not null,
  i integer not null,
  speaker text not null,
  start_ms integer,
  end_ms integer,
  body text not null,
  embedding vector,
  embedder text,
  url text,
  words tsvector generated always as (to_tsvector('english'::regconfig, body)) stored,
  constraint transcript_turns_pkey PRIMARY KEY (transcript_id, i),
  constraint transcript_turns_transcript_id_fkey FOREIGN KEY (transcript_id) REFERENCES transcripts(transcript_id) ON DELETE CASCADE
);
alter table transcript_turns enable row level security;
CREATE INDEX transcript_turns_words ON public.transcript_turns USING gin (words);
create policy own_workspace on transcript_turns as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on transcript_turns to lookout_tenant;

create table transcripts (
  transcript_id uuid not null,
  workspace_id text not null,
  receipt_key text not null,
  source text not null,
  title text not null,
  file_name text,
  content_type text,
  held_at timestamp with time zone,
  channel_id text,
  thread_ts text,
  created_by text,
  created_at timestamp with time zone not null,
  state text not null,
  original_sealed text,
  original_sealed_with text,
  original_expires_at timestamp with time zone,
  words_hash text,
  fingerprint jsonb,
  earlier_id uuid,
  propose text default 'everything'::text not null,
  report jsonb,
  receipt jsonb default '{}'::jsonb not null,
  "extract" jsonb,
  progress jsonb,
  created_work_by text,
  undo_until timestamp with time zone,
  attempt integer default 0 not null,
  problem text,
  source_url text,
  source_id text,
  constraint transcripts_earlier_id_fkey FOREIGN KEY (earlier_id) REFERENCES transcripts(transcript_id) ON DELETE SET NULL,
  constraint transcripts_pkey PRIMARY KEY (transcript_id),
  constraint transcripts_propose_check CHECK ((propose = ANY (ARRAY['everything'::text, 'differences'::text]))),
  constraint transcripts_state_check CHECK ((state = ANY (ARRAY['reading'::text, 'rejected'::text, 'duplicate'::text, 'reviewing'::text, 'creating'::text, 'created'::text, 'undoing'::text, 'undone'::text, 'failed'::text, 'forgotten'::text]))),
  constraint transcripts_workspace_id_receipt_key_key UNIQUE (workspace_id, receipt_key)
);
alter table transcripts enable row level security;
CREATE INDEX transcripts_by_place ON public.transcripts USING btree (workspace_id, channel_id, thread_ts);
CREATE INDEX transcripts_by_words ON public.transcripts USING btree (workspace_id, words_hash);
CREATE INDEX transcripts_expiring ON public.transcripts USING btree (original_expires_at) WHERE (original_sealed IS NOT NULL);
CREATE INDEX transcripts_of_page ON public.transcripts USING btree (workspace_id, source_id) WHERE (source_id IS NOT NULL);
CREATE INDEX transcripts_undo ON public.transcripts USING btree (undo_until) WHERE (undo_until IS NOT NULL);
create policy own_workspace on transcripts as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on transcripts to lookout_tenant;

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

create table weekly_reports (
  workspace_id text not null,
  channel_id text not null,
  cadence jsonb not null,
  next_due_at timestamp with time zone not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  constraint weekly_reports_pkey PRIMARY KEY (workspace_id, channel_id)
);
alter table weekly_reports enable row level security;
CREATE INDEX weekly_reports_due ON public.weekly_reports USING btree (next_due_at);
create policy own_workspace on weekly_reports as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on weekly_reports to lookout_tenant;

create table work_conflicts (
  conflict_id uuid not null,
  workspace_id text not null,
  item_id uuid not null,
  field text not null,
  linear_value text not null,
  notion_value text not null,
  found_at timestamp with time zone not null,
  resolved_by text,
  resolved_at timestamp with time zone,
  constraint work_conflicts_field_check CHECK ((field = ANY (ARRAY['done'::text, 'title'::text]))),
  constraint work_conflicts_item_id_fkey FOREIGN KEY (item_id) REFERENCES work_items(item_id) ON DELETE CASCADE,
  constraint work_conflicts_pkey PRIMARY KEY (conflict_id)
);
alter table work_conflicts enable row level security;
CREATE UNIQUE INDEX work_conflicts_open ON public.work_conflicts USING btree (item_id, field) WHERE (resolved_at IS NULL);
create policy own_workspace on work_conflicts as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on work_conflicts to lookout_tenant;

create table work_items (
  item_id uuid not null,
  workspace_id text not null,
  transcript_id uuid not null,
  "position" integer not null,
  version integer default 1 not null,
  state text not null,
  extracted jsonb not null,
  fields jsonb not null,
  likely jsonb,
  issue jsonb,
  issue_id text,
  agreed jsonb,
  problem text,
  changed_by text,
  changed_at timestamp with time zone not null,
  constraint work_items_pkey PRIMARY KEY (item_id),
  constraint work_items_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'dropped'::text, 'creating'::text, 'created'::text, 'linked'::text, 'failed'::text, 'undone'::text]))),
  constraint work_items_transcript_id_fkey FOREIGN KEY (transcript_id) REFERENCES transcripts(transcript_id) ON DELETE CASCADE
);
alter table work_items enable row level security;
CREATE INDEX work_items_by_issue ON public.work_items USING btree (workspace_id, issue_id);
CREATE INDEX work_items_by_transcript ON public.work_items USING btree (transcript_id, "position");
create policy own_workspace on work_items as permissive for all to lookout_tenant using (workspace_id = current_setting('lookout.workspace'::text, true)) with check (workspace_id = current_setting('lookout.workspace'::text, true));
grant delete, insert, select, update on work_items to lookout_tenant;

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
