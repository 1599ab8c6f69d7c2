-- What something will cost, said before: with lines as on an invoice, good until a day, accepted with a name.

alter table document_counter drop constraint document_counter_series_check;
alter table document_counter add constraint document_counter_series_check check (series in ('invoice', 'credit_note', 'estimate'));

create table estimate (
  practice_id uuid not null references practice,
  id uuid not null,
  number bigint not null check (number > 0),
  client_id uuid not null,
  payer_id uuid,
  currency char(3) not null,
  locale text not null check (locale in ('en', 'de')),
  -- good_faith: the words that the United States ask for when somebody pays themselves.
  wording text not null check (wording in ('plain', 'good_faith')),
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null check (total_minor >= 0),
  issued_on date not null,
  valid_until date not null,
  note text,
  -- Typed codes of what it is for; only on the good faith wording.
  diagnoses text[] not null,
  -- What was printed: names and addresses as they were.
  bill_to jsonb not null,
  letterhead jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  sent_at timestamptz,
  accepted_at timestamptz,
  -- Typed by whoever accepted.
  accepted_name text,
  cancelled_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  unique (practice_id, number),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, payer_id) references bill_payer (practice_id, id),
  check (valid_until >= issued_on),
  check (total_minor = net_minor + tax_minor),
  check ((accepted_at is null) = (accepted_name is null)),
  -- What was accepted is not taken back behind anybody's back.
  check (cancelled_at is null or accepted_at is null)
);
create index estimate_of_client on estimate (practice_id, client_id, created_at desc);
create index estimate_by_creation on estimate (practice_id, created_at desc, id desc);
call tenant_table('estimate', 'select, insert, update');

create table estimate_line (
  practice_id uuid not null references practice,
  id uuid not null,
  estimate_id uuid not null,
  position int not null check (position > 0),
  service_id uuid,
  description text not null,
  code text,
  quantity numeric(10, 3) not null check (quantity > 0),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  price_includes_tax boolean not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  taxes jsonb not null,
  primary key (practice_id, id),
  unique (practice_id, estimate_id, position),
  foreign key (practice_id, estimate_id) references estimate (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  check (total_minor = net_minor + tax_minor)
);
call tenant_table('estimate_line', 'select, insert');

-- The visits that an estimate is about: what they cost in the end is set beside it.
create table estimate_visit (
  practice_id uuid not null references practice,
  estimate_id uuid not null,
  appointment_id uuid not null,
  -- A visit is estimated once, or nothing could be compared.
  primary key (practice_id, appointment_id),
  foreign key (practice_id, estimate_id) references estimate (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id)
);
create index estimate_visit_of_estimate on estimate_visit (practice_id, estimate_id);
call tenant_table('estimate_visit', 'select, insert, delete');
