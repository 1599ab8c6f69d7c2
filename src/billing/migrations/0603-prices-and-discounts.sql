-- Who pays bills of clients (beside the insurers that are asked about cover, table payer) without being one, or beside being one: a company, an insurer that is billed like anybody, a parent.
create table bill_payer (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('company', 'insurer', 'person')),
  -- The same person among the clients: gets the mail that a client gets.
  client_id uuid,
  address_lines text[] not null,
  email text,
  tax_number text,
  locale text not null check (locale in ('en', 'de')),
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
call tenant_table('bill_payer', 'select, insert, update');

-- Who pays which share of what a client owes, by rule. What the shares leave is the client's own.
create table client_payer (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  payer_id uuid not null,
  -- The share in basis points, or so much of each invoice; or all lines of these kinds.
  share_basis_points int check (share_basis_points between 1 and 10000),
  amount_minor bigint check (amount_minor > 0),
  valid_from date not null,
  valid_until date,
  -- The client's number with this payer: member, policy, order.
  reference text,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, payer_id) references bill_payer (practice_id, id),
  check (num_nonnulls(share_basis_points, amount_minor) = 1),
  check (valid_until is null or valid_until >= valid_from)
);
create index client_payer_of_client on client_payer (practice_id, client_id);
create index client_payer_of_payer on client_payer (practice_id, payer_id);
call tenant_table('client_payer', 'select, insert, delete');

-- A price list for some: those of a payer, of a group (a tag), with a practitioner, at a location; all that is said must fit.
create table fee_schedule (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  payer_id uuid,
  client_tag text,
  -- The tag as client_tag keeps it for comparing.
  client_tag_key text,
  practitioner_id uuid,
  location_id uuid,
  valid_from date not null,
  valid_until date,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, payer_id) references bill_payer (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (valid_until is null or valid_until >= valid_from),
  check ((client_tag is null) = (client_tag_key is null))
);
call tenant_table('fee_schedule', 'select, insert, update');

create table fee_schedule_price (
  practice_id uuid not null references practice,
  schedule_id uuid not null,
  service_id uuid not null,
  price_minor bigint not null check (price_minor >= 0),
  -- A list has one price for a service.
  primary key (practice_id, schedule_id, service_id),
  foreign key (practice_id, schedule_id) references fee_schedule (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id)
);
call tenant_table('fee_schedule_price', 'select, insert, update, delete');

-- The largest discount that each role may give, in basis points; a role that is not named may give any.
alter table billing_settings add column discount_limits jsonb not null default '{"front_desk": 2000}';

alter table charge
  add column discount_minor bigint check (discount_minor > 0),
  -- As it was given, when it was a share.
  add column discount_basis_points int check (discount_basis_points between 1 and 10000),
  add column discount_reason text,
  add column discounted_by text,
  -- Where the price came from, and what the rules said then: {from, name, scheduleId, ruleMinor}.
  add column price_from jsonb,
  -- A share of a charge that several pay: its amounts are parts of a whole, not quantity × price.
  add column share_of uuid,
  add column share_whole_minor bigint,
  add foreign key (practice_id, payer_id) references bill_payer (practice_id, id),
  add foreign key (practice_id, share_of) references charge (practice_id, id),
  -- Whoever gives a discount says why.
  add check ((share_of is null) = (share_whole_minor is null)),
  add constraint charge_discount_whole check ((discount_minor is null) = (discount_reason is null) and (discount_basis_points is null or discount_minor is not null));
alter table invoice_line
  add column discount_minor bigint,
  add column discount_reason text,
  add column share_whole_minor bigint;
alter table invoice add foreign key (practice_id, payer_id) references bill_payer (practice_id, id);
alter table payment add foreign key (practice_id, payer_id) references bill_payer (practice_id, id);
create index invoice_of_payer on invoice (practice_id, payer_id, created_at desc) where payer_id is not null;
