-- Work that is counted in time: what an hour costs, what was worked, and the clock that runs.

-- How time is rounded before it is billed; without a row the defaults of the program count (src/billing/time/rule.ts).
create table time_rule (
  practice_id uuid primary key references practice,
  -- 1: to the minute.
  round_to_minutes int not null check (round_to_minutes in (1, 5, 6, 10, 15, 30)),
  round_how text not null check (round_how in ('up', 'nearest')),
  row_version int not null default 1
);
call tenant_table('time_rule', 'select, insert, update');

-- What an hour costs. All that a row says must fit; the one that says more wins (episode, client, person, role).
create table time_rate (
  practice_id uuid not null references practice,
  id uuid not null,
  staff_id uuid,
  role text,
  client_id uuid,
  episode_id uuid,
  rate_minor bigint not null check (rate_minor >= 0),
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id),
  foreign key (practice_id, staff_id) references staff (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, episode_id) references episode (practice_id, id),
  -- A person has one role: naming both says nothing more.
  check (staff_id is null or role is null),
  check (valid_until is null or valid_until >= valid_from)
);
create index time_rate_of_staff on time_rate (practice_id, staff_id);
create index time_rate_of_client on time_rate (practice_id, client_id);
create index time_rate_of_episode on time_rate (practice_id, episode_id);
call tenant_table('time_rate', 'select, insert, delete');

create table time_entry (
  practice_id uuid not null references practice,
  id uuid not null,
  staff_id uuid not null,
  client_id uuid not null,
  episode_id uuid,
  worked_on date not null,
  -- As worked; no day has more.
  minutes int not null check (minutes between 1 and 1440),
  -- As it is billed: rounded by the rule of the day it was written.
  billed_minutes int not null check (billed_minutes between 1 and 1440),
  -- What was done: becomes the text of the line.
  narrative text not null,
  is_billable boolean not null,
  -- What an hour costs, chosen when it was written; null: no rate fits, so nothing can be billed yet.
  rate_minor bigint check (rate_minor >= 0),
  -- Somebody typed the rate: rates that change later do not touch it.
  rate_by_hand boolean not null default false,
  -- Taken off before billing, always with a reason.
  written_down_minor bigint check (written_down_minor > 0),
  write_down_reason text,
  written_down_by text,
  charge_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  -- Taken back by whoever wrote it; what was billed stays.
  removed_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, staff_id) references staff (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, episode_id) references episode (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id),
  check ((written_down_minor is null) = (write_down_reason is null))
);
create index time_entry_of_staff on time_entry (practice_id, staff_id, worked_on);
create index time_entry_of_client on time_entry (practice_id, client_id, worked_on);
create index time_entry_of_charge on time_entry (practice_id, charge_id) where charge_id is not null;
create index time_entry_of_episode on time_entry (practice_id, episode_id) where episode_id is not null;
call tenant_table('time_entry', 'select, insert, update');

-- The clock of a person: one at most, so nobody works on two things at once.
create table running_timer (
  practice_id uuid not null references practice,
  staff_id uuid not null,
  client_id uuid,
  episode_id uuid,
  narrative text not null,
  -- What ran before the last pause.
  seconds_before int not null check (seconds_before >= 0),
  -- Runs since; null: paused.
  running_since timestamptz,
  started_at timestamptz not null,
  primary key (practice_id, staff_id),
  foreign key (practice_id, staff_id) references staff (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, episode_id) references episode (practice_id, id)
);
call tenant_table('running_timer', 'select, insert, update, delete');
