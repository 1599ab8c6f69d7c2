-- Visits that repeat by one rule (RFC 5545).
create table series (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  -- RFC 5545: FREQ=WEEKLY;COUNT=10, with its excepted dates.
  rule text not null,
  -- Wall clock of the location: the rule counts from here, and 09:00 stays 09:00.
  starts_on date not null,
  starts_time time not null,
  zone text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index series_of_client on series (practice_id, client_id);
call tenant_table('series', 'select, insert');

-- A plan of treatment: so many visits under conditions, booked in one step.
create table treatment_plan (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  service_id uuid not null,
  episode_id uuid,
  -- How many visits were wished for, and under which conditions.
  visits int not null check (visits between 1 and 60),
  conditions jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, episode_id) references episode (practice_id, id)
);
create index treatment_plan_of_client on treatment_plan (practice_id, client_id);
call tenant_table('treatment_plan', 'select, insert');

-- What was done to the visits of a series, plan or chain together, so that the last step can be taken back.
create table visits_change (
  practice_id uuid not null references practice,
  id uuid not null,
  -- The series, the plan or the chain.
  subject_id uuid not null,
  kind text not null check (kind in ('booked', 'changed', 'cancelled')),
  -- [{"id", "rowVersion" after the step, "before": {…} or null where the visit is new}].
  visits jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  undone_at timestamptz,
  primary key (practice_id, id)
);
create index visits_change_of on visits_change (practice_id, subject_id, changed_at desc);
call tenant_table('visits_change', 'select, insert, update');

-- Who takes visits of clients without a wish: shares follow the weights; a higher priority is asked first.
alter table service_practitioner
  add column weight int not null default 100 check (weight between 0 and 1000),
  add column priority int not null default 0 check (priority between -10 and 10);

-- Whether the practitioner a client knows comes first: the usual one and the one seen last, only the usual one, nobody.
alter table service
  add column continuity text not null default 'usual_or_last' check (continuity in ('usual_or_last', 'usual', 'none'));
