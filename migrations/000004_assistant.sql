-- Asking: what was asked and answered, weekly reports, and the words of Notion pages. Forward only.

-- A requirement stands on a block of a page: the link to it. Null for spoken turns.
alter table transcript_turns add column url text;

-- A question put in a thread, and its answer: the outbox row of that message too.
create table answers (
  answer_id uuid primary key,
  workspace_id text not null,
  ask_key text not null,             -- the same delivery asks once
  channel_id text not null,
  thread_ts text not null,
  asked_by text not null,
  question text not null,
  sees jsonb not null,               -- what the answer may draw from, as the door found it when asked
  meetings uuid[] not null default '{}',
  state text not null check (state in ('asked','answering','answered','failed')),
  answering_until timestamptz,       -- one worker at a time
  posted_ts text,
  answer jsonb,
  problem text,
  asked_at timestamptz not null,
  answered_at timestamptz,
  unique (workspace_id, ask_key)
);
create index answers_by_thread on answers (workspace_id, channel_id, thread_ts, asked_at desc);

create table weekly_reports (
  workspace_id text not null,
  channel_id text not null,
  cadence jsonb not null,
  next_due_at timestamptz not null,
  asked_by text not null,
  asked_at timestamptz not null,
  primary key (workspace_id, channel_id)
);
create index weekly_reports_due on weekly_reports (next_due_at);

-- The words of pages shared with the integration, block by block, so that questions find them. Written by the notion room.
create table notion_passages (
  workspace_id text not null,
  page_id text not null,
  block_id text not null,
  position integer not null,
  title text not null,               -- of the page
  url text not null,                 -- of the block
  body text not null,
  edited_at timestamptz not null,    -- of the page, by Notion's clock
  embedding vector,                  -- compared only with vectors of the same embedder
  embedder text,
  primary key (workspace_id, block_id)
);
create index notion_passages_by_page on notion_passages (workspace_id, page_id, position);
create index notion_passages_words on notion_passages using gin (to_tsvector('english', body));

create index linear_issues_words on linear_issues
  using gin (to_tsvector('english', coalesce(brief ->> 'title', '') || ' ' || description));
create index alerts_words on alerts using gin (to_tsvector('english', sentence));

do $$
declare name text;
begin
  foreach name in array array['answers','weekly_reports','notion_passages'] loop
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy own_workspace on %I to lookout_tenant using (workspace_id = current_setting(''lookout.workspace'', true)) with check (workspace_id = current_setting(''lookout.workspace'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to lookout_tenant', name);
  end loop;
end $$;
