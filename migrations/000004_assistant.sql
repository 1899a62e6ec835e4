-- Asking: what was asked and answered, weekly reports, and the words of Notion pages. Forward only.

-- A requirement stands on a block of a page: the link to it. Null for spoken turns.
alter table transcript_turns add column url text;

-- Its words as they are looked for: kept, because taking a turn apart anew for every question takes 0.1 ms.
alter table transcript_turns add column words tsvector generated always as (to_tsvector('english', body)) stored;
drop index transcript_turns_words;
create index transcript_turns_words on transcript_turns using gin (words);

-- The page whose requirements a review is of. Its address changes with its title, its id does not.
alter table transcripts add column source_url text;
alter table transcripts add column source_id text;
create index transcripts_of_page on transcripts (workspace_id, source_id) where source_id is not null;

-- Looked at every second: only what can still be undone is in it.
create index transcripts_undo on transcripts (undo_until) where undo_until is not null;

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

-- What somebody ordered on an issue from Slack, and how the issue was before: what Undo restores.
create table issue_changes (
  change_id uuid primary key,
  workspace_id text not null,
  change_key text not null,          -- the same order is carried out once
  issue_id text not null,
  kind text not null check (kind in ('created','changed')),
  before jsonb,                      -- null for an issue that was created
  after jsonb,                       -- null until it is done
  asked_by text not null,
  asked_at timestamptz not null,
  undone_at timestamptz,
  unique (workspace_id, change_key)
);

-- Why an issue was not archived by an undo: Linear refused, or (stays) somebody has worked on it since.
alter table linear_refusals add column stays boolean not null default false;

-- The words of pages shared with the integration, block by block, so that questions find them. Written by the notion room.
create table notion_passages (
  workspace_id text not null,
  page_id text not null,
  position integer not null,         -- 0 is the title of the page
  block_id text not null,            -- the first it is made of; later parts of a long one are "<block>#2" and so on
  title text not null,               -- of the page
  url text not null,                 -- of the block
  body text not null,
  edited_at timestamptz not null,    -- of the page, by Notion's clock
  embedding vector,                  -- compared only with vectors of the same embedder
  embedder text,
  primary key (workspace_id, page_id, position)
);
alter table notion_connections add column words_seen_until timestamptz;  -- edits up to then have been read for notion_passages
create index notion_passages_words on notion_passages using gin (to_tsvector('english', body));

create index linear_issues_words on linear_issues
  using gin (to_tsvector('english', coalesce(brief ->> 'title', '') || ' ' || description));
create index alerts_words on alerts using gin (to_tsvector('english', sentence));

-- Questions look for words. The match operator is not leakproof, so that under row-level security no index of words
-- would be used: these run as their owner and keep to the workspace themselves. Each word brings `most` rows.
create function turns_with_words(words text[], transcripts uuid[], most integer)
returns table (word text, transcript_id uuid, i integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select w, t.transcript_id, t.i from unnest(words) w cross join lateral (
    select x.transcript_id, x.i from transcript_turns x
    where x.workspace_id = current_setting('lookout.workspace', true) and x.transcript_id = any (transcripts)
      and x.words @@ quote_literal(w)::tsquery
    limit most) t
$$;
create function issues_with_words(words text[], most integer) returns table (word text, issue_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w, t.issue_id from unnest(words) w cross join lateral (
    select x.issue_id from linear_issues x
    where x.workspace_id = current_setting('lookout.workspace', true) and not x.private and not x.archived
      and to_tsvector('english', coalesce(x.brief ->> 'title', '') || ' ' || x.description) @@ quote_literal(w)::tsquery
    limit most) t
$$;
create function alerts_with_words(words text[], most integer) returns table (word text, alert_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select w, t.alert_id from unnest(words) w cross join lateral (
    select x.alert_id from alerts x
    where x.workspace_id = current_setting('lookout.workspace', true)
      and to_tsvector('english', x.sentence) @@ quote_literal(w)::tsquery
    order by x.created_at desc limit most) t
$$;
create function notion_passages_with_words(words text[], most integer) returns table (word text, block_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w, t.block_id from unnest(words) w cross join lateral (
    select x.block_id from notion_passages x
    where x.workspace_id = current_setting('lookout.workspace', true)
      and to_tsvector('english', x.body) @@ quote_literal(w)::tsquery
    limit most) t
$$;

do $$
declare name text;
begin
  foreach name in array array['answers','weekly_reports','issue_changes','notion_passages'] loop
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy own_workspace on %I to lookout_tenant using (workspace_id = current_setting(''lookout.workspace'', true)) with check (workspace_id = current_setting(''lookout.workspace'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to lookout_tenant', name);
  end loop;
end $$;
