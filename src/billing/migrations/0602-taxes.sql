-- A tax, where and from when it holds. A changed rate is a new row: a visit of last year is taxed as last year.
create table tax (
  practice_id uuid not null references practice,
  id uuid not null,
  -- Stands in the account (tax:<code>_<rate>) and on the return to the state.
  code text not null check (code ~ '^[a-z][a-z0-9_]{0,19}$'),
  name text not null,
  -- Parts per million, because some are as fine as 8.875 %.
  rate_ppm int not null check (rate_ppm between 0 and 1000000),
  -- Without one: everywhere. A location's own row of a code takes the place of the one for everywhere.
  location_id uuid,
  -- Kinds of charges; empty: all of them.
  kinds text[] not null,
  valid_from date not null,
  -- The last day; without one it goes on.
  valid_until date,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (valid_until is null or valid_until >= valid_from),
  -- On any day one row of a code counts at a location, or nobody could say which rate is right.
  constraint tax_once exclude using gist (practice_id with =, code with =, (coalesce(location_id, practice_id)) with =,
    daterange(valid_from, valid_until, '[]') with &&)
);
call tenant_table('tax', 'select, insert, update, delete');

-- Who, or what, is not taxed, and why: the reason is printed.
create table tax_exemption (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid,
  service_id uuid,
  -- Without one: of every tax.
  tax_code text,
  reason text not null,
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  check (num_nonnulls(client_id, service_id) = 1),
  check (valid_until is null or valid_until >= valid_from)
);
create index tax_exemption_of_client on tax_exemption (practice_id, client_id);
create index tax_exemption_of_service on tax_exemption (practice_id, service_id);
call tenant_table('tax_exemption', 'select, insert, delete');

alter table billing_settings
  -- line: each line is rounded; invoice: the sum of each tax is, and the lines share it.
  add column tax_rounding text not null default 'line' check (tax_rounding in ('line', 'invoice'));

-- The taxes in tax_minor, each with its rate; none written: one tax at tax_basis_points. tax_note: why there is none.
alter table charge add column taxes jsonb, add column tax_note text;
alter table invoice_line add column taxes jsonb, add column tax_note text;
