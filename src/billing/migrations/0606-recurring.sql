-- What is charged again and again, and what a visit brings with it.

create table recurring_charge (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  kind text not null,
  description text not null,
  service_id uuid,
  practitioner_id uuid,
  location_id uuid,
  quantity numeric(10, 3) not null check (quantity > 0),
  -- Null: what the price lists say on the day.
  unit_price_minor bigint check (unit_price_minor >= 0),
  every int not null check (every between 1 and 120),
  unit text not null check (unit in ('week', 'month', 'year')),
  -- The day of the first period; all others are counted from it, so that 31 January is followed by 28 February and 31 March.
  starts_on date not null,
  ends_on date,
  -- draft: somebody looks at it first. send: it is issued and goes out.
  mode text not null check (mode in ('draft', 'send')),
  -- The first period that is not billed yet; null: it is over.
  next_on date,
  paused_at timestamptz,
  paused_by text,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (ends_on is null or ends_on >= starts_on),
  check (service_id is not null or unit_price_minor is not null)
);
create index recurring_charge_of_client on recurring_charge (practice_id, client_id);
create index recurring_charge_due on recurring_charge (practice_id, next_on) where next_on is not null and paused_at is null;
call tenant_table('recurring_charge', 'select, insert, update');

-- Each period that was billed: its row is the proof that it was, and that it was once.
create table recurring_run (
  practice_id uuid not null references practice,
  recurring_id uuid not null,
  period_on date not null,
  charge_id uuid not null,
  at timestamptz not null,
  primary key (practice_id, recurring_id, period_on),
  foreign key (practice_id, recurring_id) references recurring_charge (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id)
);
call tenant_table('recurring_run', 'select, insert');

-- What a visit is charged beside its service: material that it uses, a supplement, more in the evening or at weekends.
create table extra_charge (
  practice_id uuid not null references practice,
  id uuid not null,
  description text not null,
  kind text not null,
  -- Without one: every service, every location.
  service_id uuid,
  location_id uuid,
  -- ISO days of the week, 1 is Monday; empty: all of them.
  weekdays int[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  -- Visits that begin between these times of the day, the end left out; a span may reach over midnight.
  from_time time,
  to_time time,
  amount_minor bigint check (amount_minor > 0),
  -- A share of what the visit costs.
  basis_points int check (basis_points between 1 and 10000),
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null,
  created_by text not null,
  removed_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (num_nonnulls(amount_minor, basis_points) = 1),
  check ((from_time is null) = (to_time is null)),
  check (valid_until is null or valid_until >= valid_from)
);
create index extra_charge_of_service on extra_charge (practice_id, service_id);
call tenant_table('extra_charge', 'select, insert, update');
