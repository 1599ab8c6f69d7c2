-- Cash drawers: each has its own account (`cash:<drawer>`); what must lie in it is what the book says.
create table cash_drawer (
  practice_id uuid not null references practice,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
call tenant_table('cash_drawer', 'select, insert, update');

-- From the float in the morning to the count in the evening.
create table cash_session (
  practice_id uuid not null references practice,
  id uuid not null,
  drawer_id uuid not null,
  opened_on date not null,
  opened_at timestamptz not null,
  opened_by text not null,
  float_minor bigint not null check (float_minor >= 0),
  closed_on date,
  closed_at timestamptz,
  closed_by text,
  expected_minor bigint,
  counted_minor bigint check (counted_minor >= 0),
  -- How many of each coin and note, by its value in minor units.
  counted jsonb,
  difference_reason text,
  primary key (practice_id, id),
  foreign key (practice_id, drawer_id) references cash_drawer (practice_id, id),
  -- Counted and closed belong together, and whoever misses money says why.
  check ((closed_at is null) = (counted_minor is null) and (closed_at is null) = (expected_minor is null)),
  check (counted_minor = expected_minor or difference_reason is not null)
);
-- A drawer is open once.
create unique index cash_session_open on cash_session (practice_id, drawer_id) where closed_at is null;
create index cash_session_by_day on cash_session (practice_id, drawer_id, opened_at desc);
call tenant_table('cash_session', 'select, insert, update');

-- Where cash of a payment lies, and where a refund was taken from.
alter table payment add column drawer_id uuid,
  add constraint payment_drawer_fkey foreign key (practice_id, drawer_id) references cash_drawer (practice_id, id);
alter table refund add column drawer_id uuid,
  add constraint refund_drawer_fkey foreign key (practice_id, drawer_id) references cash_drawer (practice_id, id);
