-- Visits (or an amount) that are paid for before they take place. What was paid lies in `prepaid_packages` until it is used.

-- What the practice offers.
create table package_type (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  -- The services it pays for; none: all of them.
  service_ids uuid[] not null,
  unit text not null check (unit in ('visit', 'amount')),
  -- So many visits, or services worth so many minor units.
  units bigint not null check (units > 0),
  price_minor bigint not null check (price_minor > 0),
  -- Without it, it never expires.
  valid_months int check (valid_months between 1 and 120),
  for_family boolean not null,
  -- earn: what is left becomes revenue; keep: it stays the client's, to be refunded or extended.
  on_expiry text not null check (on_expiry in ('earn', 'keep')),
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id)
);
call tenant_table('package_type', 'select, insert, update');

-- A package of a client, with the terms it was sold on. It counts once its charge stands on an issued invoice.
create table client_package (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  type_id uuid not null,
  charge_id uuid not null,
  name text not null,
  service_ids uuid[] not null,
  unit text not null check (unit in ('visit', 'amount')),
  for_family boolean not null,
  on_expiry text not null check (on_expiry in ('earn', 'keep')),
  valid_months int,
  units bigint not null check (units > 0),
  units_left bigint not null,
  -- What was left when it expired or was given back.
  units_ended bigint not null default 0 check (units_ended >= 0),
  -- What was billed for it without tax, and what of that is not used yet: a cache of the ledger that `verify books` proves.
  value_minor bigint not null default 0,
  value_left_minor bigint not null default 0,
  currency char(3) not null,
  -- Tax was billed with the sale, so its visits are not taxed again.
  is_taxed boolean not null default false,
  sold_on date,
  expires_on date,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('expired', 'refunded', 'void')),
  row_version int not null default 1,
  primary key (practice_id, id),
  -- A charge sells one package.
  unique (practice_id, charge_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, type_id) references package_type (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id),
  -- Nobody uses more than there is, whatever the code believes; the last visit takes what rounding left.
  constraint client_package_range check (units_left between 0 and units and value_left_minor between 0 and value_minor
    and (units_left > 0 or value_left_minor = 0)),
  check ((ended_at is null) = (ended_because is null)),
  check (ended_at is null or value_left_minor = 0)
);
create index client_package_of_client on client_package (practice_id, client_id, created_at desc);
create index client_package_expiring on client_package (practice_id, expires_on) where ended_at is null;
call tenant_table('client_package', 'select, insert, update');

-- A visit that a package pays for.
create table package_use (
  practice_id uuid not null references practice,
  id uuid not null,
  package_id uuid not null,
  charge_id uuid not null,
  -- Who came: with a family's package not always whose it is.
  client_id uuid not null,
  units bigint not null check (units > 0),
  value_minor bigint not null check (value_minor >= 0),
  used_on date not null,
  -- The payment from the package, once the visit is billed.
  payment_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  undone_at timestamptz,
  undone_by text,
  primary key (practice_id, id),
  foreign key (practice_id, package_id) references client_package (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, payment_id) references payment (practice_id, id)
);
-- A visit is paid for once.
create unique index package_use_once on package_use (practice_id, charge_id) where undone_at is null;
create index package_use_of_package on package_use (practice_id, package_id, created_at desc);
create index package_use_of_payment on package_use (practice_id, payment_id) where payment_id is not null;
call tenant_table('package_use', 'select, insert, update');

-- Paid from a package or by a gift card: money that came in before.
alter table payment drop constraint payment_tender_check;
alter table payment add constraint payment_tender_check check (tender in ('cash', 'card_terminal', 'bank_transfer', 'cheque',
  'online', 'other', 'package', 'gift_card'));
alter table payment
  add column package_id uuid,
  add constraint payment_package_fkey foreign key (practice_id, package_id) references client_package (practice_id, id),
  add constraint payment_of_package check ((tender = 'package') = (package_id is not null));
create index payment_from_package on payment (practice_id, package_id) where package_id is not null;
