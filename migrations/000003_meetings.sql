-- Meetings into work: transcripts, the items read out of them, and what was made of them at Linear and Notion.

create table transcripts (
  transcript_id uuid primary key,
  workspace_id text not null,
  receipt_key text not null,         -- who handed it in twice finds the first
  source text not null,
  title text not null,
  file_name text,
  content_type text,
  held_at timestamptz,
  channel_id text,
  thread_ts text,
  created_by text,
  created_at timestamptz not null,
  state text not null check (state in
    ('reading','rejected','duplicate','reviewing','creating','created','undoing','undone','failed','forgotten')),
  original_sealed text,              -- the body as it came, AES-256-GCM; gone after its retention or by forget
  original_sealed_with text,
  original_expires_at timestamptz,
  words_hash text,                   -- equal for the same words, whatever the format
  fingerprint jsonb,                 -- recognises corrected versions; nobody's words can be read from it
  earlier_id uuid references transcripts on delete set null,
  propose text not null default 'everything' check (propose in ('everything','differences')),
  report jsonb,
  receipt jsonb not null default '{}',
  extract jsonb,
  progress jsonb,
  created_work_by text,
  undo_until timestamptz,
  attempt integer not null default 0, -- counts presses of create and undo: each has jobs of its own
  problem text,
  unique (workspace_id, receipt_key)
);
create index transcripts_by_place on transcripts (workspace_id, channel_id, thread_ts);
create index transcripts_by_words on transcripts (workspace_id, words_hash);
create index transcripts_expiring on transcripts (original_expires_at) where original_sealed is not null;

-- What is private is hidden before a turn is stored.
create table transcript_turns (
  transcript_id uuid not null references transcripts on delete cascade,
  workspace_id text not null,
  i integer not null,
  speaker text not null,
  start_ms integer,
  end_ms integer,
  body text not null,
  embedding vector,                  -- compared only with vectors of the same embedder
  embedder text,
  primary key (transcript_id, i)
);
create index transcript_turns_words on transcript_turns using gin (to_tsvector('english', body));

create table work_items (
  item_id uuid primary key,
  workspace_id text not null,
  transcript_id uuid not null references transcripts on delete cascade,
  position integer not null,
  version integer not null default 1,
  state text not null check (state in ('proposed','dropped','creating','created','linked','failed','undone')),
  extracted jsonb not null,
  fields jsonb not null,
  likely jsonb,                      -- the issue it is likely the same as
  issue jsonb,                       -- the issue made or linked, as last known
  issue_id text,
  agreed jsonb,                      -- {done, title} Linear and Notion agreed on, and as last seen on each side
  problem text,
  changed_by text,
  changed_at timestamptz not null
);
create index work_items_by_transcript on work_items (transcript_id, position);
create index work_items_by_issue on work_items (workspace_id, issue_id);

create table work_conflicts (
  conflict_id uuid primary key,
  workspace_id text not null,
  item_id uuid not null references work_items on delete cascade,
  field text not null check (field in ('done','title')),
  linear_value text not null,
  notion_value text not null,
  found_at timestamptz not null,
  resolved_by text,
  resolved_at timestamptz
);
create unique index work_conflicts_open on work_conflicts (item_id, field) where resolved_at is null;

-- Who a spoken name is, asked once and remembered.
create table spoken_names (
  workspace_id text not null,
  spoken text not null,              -- folded
  linear_user_id text not null,
  told_by text not null,
  told_at timestamptz not null,
  primary key (workspace_id, spoken)
);

create table linear_connections (
  workspace_id text primary key,
  how text not null check (how in ('oauth','key')),
  sealed text not null,              -- tokens, AES-256-GCM
  sealed_with text not null,
  organization_id text not null,
  name text not null,
  expires_at timestamptz,
  refreshing_until timestamptz,      -- one process at a time changes the tokens
  problem text,
  connected_by text not null,
  connected_at timestamptz not null
);
create index linear_connections_by_organization on linear_connections (organization_id);

create table linear_catalogs (
  workspace_id text primary key,
  catalog jsonb not null,
  fetched_at timestamptz not null,
  issues_seen_until timestamptz      -- Linear's clock: issues changed up to then are known
);

-- The workspace's issues as last seen: for likely duplicates, answers and what changed since.
create table linear_issues (
  workspace_id text not null,
  issue_id text not null,
  identifier text not null,
  brief jsonb not null,
  description text not null default '',
  private boolean not null default false,
  state_type text not null,
  assignee_id text,
  item_id uuid,                      -- made for this item
  note_key text,                     -- made by a single order
  archived boolean not null default false,
  embedding vector,
  embedder text,
  updated_at timestamptz not null,   -- Linear's clock: an older event never undoes a newer one
  primary key (workspace_id, issue_id)
);
create index linear_issues_by_identifier on linear_issues (workspace_id, identifier);

create index linear_issues_by_item on linear_issues (workspace_id, item_id) where item_id is not null;

-- Items Linear would not make an issue of, and why; gone once it is made.
create table linear_refusals (
  workspace_id text not null,
  item_id uuid not null,
  problem text not null,             -- a sentence for a person
  refused_at timestamptz not null,
  primary key (workspace_id, item_id)
);

-- A thread whose replies and an issue's comments go both ways.
create table comment_syncs (
  workspace_id text not null,
  issue_id text not null,
  channel_id text not null,
  thread_ts text not null,
  switched_by text not null,
  switched_at timestamptz not null,
  primary key (workspace_id, issue_id)
);
create table mirrored_comments (
  workspace_id text not null,
  comment_id text not null,
  issue_id text not null,
  message_ts text,                   -- the message it came from or went to
  primary key (workspace_id, comment_id)
);

create table notion_connections (
  workspace_id text primary key,
  how text not null check (how in ('oauth','key','config')),
  sealed text,                       -- token; null: the one of the configuration, and this row says where pages go
  sealed_with text,
  notion_workspace_id text not null,
  name text not null,
  data_source_id text,
  data_source_title text,
  properties jsonb,                  -- ids of the columns Lookout fills, so that people may rename them
  pages_seen_until timestamptz,      -- pages edited up to then are known
  problem text,
  connected_by text not null,
  connected_at timestamptz not null
);
create index notion_connections_by_workspace on notion_connections (notion_workspace_id);

create table notion_pages (
  workspace_id text not null,
  page_id text not null,
  url text not null,
  title text not null,
  transcript_id uuid,
  note_key text,
  blocks_written integer not null default 0,
  complete boolean not null default false,
  writing_until timestamptz,         -- one worker at a time writes on a page
  trashed boolean not null default false,
  changed_at timestamptz not null,
  primary key (workspace_id, page_id)
);
create unique index notion_pages_by_transcript on notion_pages (workspace_id, transcript_id) where transcript_id is not null;
create unique index notion_pages_by_note on notion_pages (workspace_id, note_key) where note_key is not null;

create table notion_todos (
  workspace_id text not null,
  block_id text not null,
  page_id text not null,
  item_id uuid not null,
  body text not null,                -- as last read or written
  checked boolean not null,
  changed_at timestamptz not null,
  primary key (workspace_id, block_id)
);
create index notion_todos_by_page on notion_todos (workspace_id, page_id);
create index notion_todos_by_item on notion_todos (workspace_id, item_id);

do $$
declare name text;
begin
  foreach name in array array[
    'transcripts','transcript_turns','work_items','work_conflicts','spoken_names','linear_connections',
    'linear_catalogs','linear_issues','linear_refusals','comment_syncs','mirrored_comments','notion_connections','notion_pages',
    'notion_todos'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy own_workspace on %I to lookout_tenant using (workspace_id = current_setting(''lookout.workspace'', true)) with check (workspace_id = current_setting(''lookout.workspace'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to lookout_tenant', name);
  end loop;
end $$;
