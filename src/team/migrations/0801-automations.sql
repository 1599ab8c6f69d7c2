-- What led to an event, so that rules which start each other are noticed.
alter table event add column caused_by uuid;
alter table event add column cause_depth int;

-- A rule of the practice: when this happens, if, wait, then. Its text stands in its versions.
create table automation (
  practice_id uuid not null references practice,
  id uuid not null,
  -- The name of one that came with Atrium or with the profession; the practice may change it all the same.
  key text,
  name text not null,
  state text not null check (state in ('on', 'paused', 'off')),
  -- What happened before is not for this rule.
  since timestamptz not null,
  paused_at timestamptz,
  version int not null default 1,
  -- Why it stopped itself: {en, de}; gone when it is saved or switched on again.
  problem jsonb,
  created_at timestamptz not null,
  created_by text not null,
  removed_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- A built-in one is put in once, however many processes start.
  constraint automation_key_once unique (practice_id, key),
  check ((state = 'paused') = (paused_at is not null))
);
call tenant_table('automation', 'select, insert, update');

-- A run keeps the version that it began with.
create table automation_version (
  practice_id uuid not null references practice,
  automation_id uuid not null,
  version int not null,
  events text[] not null,
  definition jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (practice_id, automation_id, version),
  foreign key (practice_id, automation_id) references automation (practice_id, id)
);
call tenant_table('automation_version', 'select, insert');

create table automation_run (
  practice_id uuid not null references practice,
  id uuid not null,
  automation_id uuid not null,
  version int not null,
  event_id uuid not null,
  event_name text not null,
  subject_type text not null,
  subject_id uuid not null,
  client_id uuid,
  refs jsonb not null,
  state text not null check (state in ('due', 'waiting', 'done', 'skipped', 'cancelled', 'stopped', 'failed')),
  -- The step that comes next, from 0.
  step int not null default 0,
  due_at timestamptz,
  -- {en, de}: why it did not run, or why it ended early.
  why jsonb,
  depth int not null default 0,
  -- A person caused the event, or the house itself did.
  by_person boolean not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key (practice_id, id),
  -- An event that is delivered twice runs a rule once.
  constraint automation_run_once unique (practice_id, automation_id, event_id),
  foreign key (practice_id, automation_id, version) references automation_version (practice_id, automation_id, version),
  check ((state in ('due', 'waiting')) = (due_at is not null)),
  check ((state in ('due', 'waiting')) = (ended_at is null))
);
create index automation_run_by_rule on automation_run (practice_id, automation_id, began_at desc);
create index automation_run_due on automation_run (practice_id, due_at) where due_at is not null;
create index automation_run_waiting on automation_run (practice_id, client_id) where state = 'waiting';
create index automation_run_waiting_subject on automation_run (practice_id, subject_id) where state = 'waiting';
create index automation_run_of_subject on automation_run (practice_id, subject_id, began_at desc);
create index automation_run_of_client on automation_run (practice_id, client_id, began_at desc);
call tenant_table('automation_run', 'select, insert, update, delete');

-- What each step did; written in the transaction that did it, so that a step that was done is never done again.
create table automation_step (
  practice_id uuid not null references practice,
  run_id uuid not null,
  step int not null,
  outcome text not null check (outcome in ('waits', 'did', 'nothing', 'failed')),
  words jsonb not null,
  tries int not null default 1,
  at timestamptz not null,
  primary key (practice_id, run_id, step),
  foreign key (practice_id, run_id) references automation_run (practice_id, id)
);
call tenant_table('automation_step', 'select, insert, update, delete');
