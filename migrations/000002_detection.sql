-- Detection: answers of the judge kept, events found again, marks of people kept as cases. Forward only.

-- Which engine decided. Upgrading it announces nothing: it only decides what comes next.
alter table changes add column engine_version text not null default '1';
-- The alert that had told the same news before, when this change was kept back for that.
alter table changes add column told_by uuid references alerts on delete set null;

-- What was told of a page lately, whoever asked.
create index changes_told_by_source on changes (source_id, detected_at desc) where alert_id is not null;

alter table pointers add column engine_version text not null default '1';
-- A version whose values look like a mistake; the next reading decides.
alter table pointers add column doubted_version_id uuid references versions on delete set null;

alter table model_spend add column cached integer not null default 0;

-- What the model answered, by everything it was asked: the same comparison is paid for once.
create table judgements (
  workspace_id text not null,
  judgement_key text not null,
  answer jsonb not null,
  model text not null,
  judged_at timestamptz not null,
  primary key (workspace_id, judgement_key)
);
create index judgements_by_age on judgements (workspace_id, judged_at);

-- What an alert was about, to find the same event on another page or in another monitor. Vectors of two models
-- have nothing to do with each other and may differ in length, so the column has no dimension and no index: the
-- scan is exact and limited to one channel's last months.
create table event_vectors (
  change_id uuid primary key references changes on delete cascade,
  workspace_id text not null,
  channel_id text not null,
  model text not null,
  embedding vector not null,
  told_at timestamptz not null
);
create index event_vectors_by_channel on event_vectors (workspace_id, channel_id, told_at desc);

-- "You should have told me" and "Not useful": what they teach, and what is replayed when the request changes.
create table monitor_cases (
  case_id uuid primary key,
  workspace_id text not null,
  monitor_id uuid not null references monitors on delete cascade,
  change_id uuid not null references changes on delete cascade,
  expected text not null check (expected in ('alert','silent')),
  request text not null,             -- the words it was marked under; other words are judged anew
  places jsonb not null,             -- where and of what kind
  marked_by text not null,
  marked_at timestamptz not null,
  holds boolean,                     -- whether the words alone came out as marked when last replayed
  replayed_with text,                -- by this engine
  unique (monitor_id, change_id)
);

do $$
declare name text;
begin
  foreach name in array array['judgements','event_vectors','monitor_cases'] loop
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy own_workspace on %I to lookout_tenant using (workspace_id = current_setting(''lookout.workspace'', true)) with check (workspace_id = current_setting(''lookout.workspace'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to lookout_tenant', name);
  end loop;
end $$;
