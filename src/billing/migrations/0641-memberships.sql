-- What members pay for each month, quarter or year, and what they get for it.
create table membership_plan (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  every text not null check (every in ('month', 'quarter', 'year')),
  price_minor bigint not null check (price_minor > 0),
  -- Visits of each period that cost nothing more.
  visits int not null check (visits between 0 and 500),
  -- The services that they are for; none: all of them.
  service_ids uuid[] not null,
  -- Off the price of all other visits of members.
  discount_basis_points int not null check (discount_basis_points between 0 and 10000),
  -- How long before its end a membership is ended.
  notice_days int not null check (notice_days between 0 and 366),
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id)
);
call tenant_table('membership_plan', 'select, insert, update');

-- A client's membership, on the terms it began with.
create table membership (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  plan_id uuid not null,
  name text not null,
  every text not null check (every in ('month', 'quarter', 'year')),
  price_minor bigint not null check (price_minor > 0),
  visits int not null check (visits >= 0),
  service_ids uuid[] not null,
  discount_basis_points int not null check (discount_basis_points between 0 and 10000),
  notice_days int not null check (notice_days >= 0),
  location_id uuid,
  started_on date not null,
  -- Periods are counted from here (its beginning, or the end of its latest pause), so that one begun on the 31st stays at
  -- the ends of months.
  counted_from date not null,
  -- How many periods have begun since then.
  periods int not null default 0 check (periods >= 0),
  -- The day on which the next one begins.
  next_on date not null,
  -- Its last day, once notice was given.
  ends_on date,
  end_reason text,
  -- No period begins from this day on; one that was paid for still counts.
  paused_from date,
  -- The day on which it goes on; without one, when somebody says so.
  paused_until date,
  created_at timestamptz not null,
  created_by text not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, plan_id) references membership_plan (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (paused_until is null or paused_from is not null)
);
create index membership_of_client on membership (practice_id, client_id);
create index membership_due on membership (practice_id, next_on);
call tenant_table('membership', 'select, insert, update');

-- A period that was billed, and the visits in it.
create table membership_period (
  practice_id uuid not null references practice,
  id uuid not null,
  membership_id uuid not null,
  starts_on date not null,
  -- The day after its last.
  ends_before date not null,
  charge_id uuid not null,
  visits int not null,
  visits_left int not null,
  primary key (practice_id, id),
  -- A period is billed once, however often the program is killed in the middle of it.
  constraint membership_period_once unique (practice_id, membership_id, starts_on),
  foreign key (practice_id, membership_id) references membership (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id),
  check (ends_before > starts_on),
  constraint membership_visits_range check (visits_left between 0 and visits)
);
call tenant_table('membership_period', 'select, insert, update');

-- An included visit.
create table membership_use (
  practice_id uuid not null references practice,
  id uuid not null,
  period_id uuid not null,
  charge_id uuid not null,
  used_on date not null,
  undone_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, period_id) references membership_period (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id)
);
create unique index membership_use_once on membership_use (practice_id, charge_id) where undone_at is null;
create index membership_use_of_period on membership_use (practice_id, period_id);
call tenant_table('membership_use', 'select, insert, update');
