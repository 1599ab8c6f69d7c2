-- The rest of what a service asks for: the practice's approval, a grid moved from local midnight, seats, limits, lengths
-- to choose from, somebody beside the practitioner, a deposit, a checklist.
alter table service
  add column requires_approval boolean not null default false,
  -- Visits begin at this many minutes past local midnight, then every slot interval.
  add column slot_offset_minutes int not null default 0 check (slot_offset_minutes between 0 and 1439),
  -- More than one: people book seats in sessions of a group.
  add column capacity int not null default 1 check (capacity between 1 and 500),
  -- The most visits of this service that one practitioner takes in a local day or week (from Monday); null: no end.
  add column max_per_day int check (max_per_day between 1 and 200),
  add column max_per_week int check (max_per_week between 1 and 1000),
  -- Other lengths to choose from, each with its price: [{"minutes": 45, "priceMinor": 9000}].
  add column duration_variants jsonb not null default '[]',
  -- What is asked for in advance: an amount, or a share of the price in percent, or nothing.
  add column deposit_minor bigint check (deposit_minor > 0),
  add column deposit_percent int check (deposit_percent between 1 and 100),
  -- What desk and practitioner tick off at each visit, in their order.
  add column checklist text[] not null default '{}',
  -- An amount and a share at once would contradict each other.
  add constraint service_deposit_one check (deposit_minor is null or deposit_percent is null);

-- Own terms of a practitioner, field by field (null: as the service).
alter table service_practitioner
  add column min_notice_minutes int check (min_notice_minutes >= 0),
  add column horizon_days int check (horizon_days between 1 and 1095),
  add column slot_interval_minutes int check (slot_interval_minutes between 1 and 1440),
  add column capacity int check (capacity between 1 and 500);

-- One of these people is needed beside the practitioner; no row: nobody is.
create table service_assistant (
  practice_id uuid not null references practice,
  service_id uuid not null,
  staff_id uuid not null,
  primary key (practice_id, service_id, staff_id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, staff_id) references staff (practice_id, id)
);
call tenant_table('service_assistant', 'select, insert, delete');

-- The most visits of any service that somebody takes in a local day or week; null: no end.
create table practitioner_limit (
  practice_id uuid not null references practice,
  practitioner_id uuid not null,
  max_per_day int check (max_per_day between 1 and 200),
  max_per_week int check (max_per_week between 1 and 1000),
  primary key (practice_id, practitioner_id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  -- A row that limits nothing would only be read for nothing.
  check (max_per_day is not null or max_per_week is not null)
);
call tenant_table('practitioner_limit', 'select, insert, update, delete');
