-- Codes of the practice's own licence, what they stand for on services and visits, and the superbill that shows them.

-- A code set as its owner licenses it: imported, never brought along. Only local samples come with the program.
create table billing_code (
  practice_id uuid not null references practice,
  id uuid not null,
  kind text not null check (kind in ('procedure', 'diagnosis', 'modifier')),
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9.\-]{0,15}$'),
  label text not null,
  valid_from date not null,
  valid_until date,
  primary key (practice_id, id),
  -- A code begins anew when its text changes; on any day one text counts.
  unique (practice_id, kind, code, valid_from),
  check (valid_until is null or valid_until >= valid_from)
);
call tenant_table('billing_code', 'select, insert, update');

-- How a service is coded on superbills beside its own code.
create table service_coding (
  practice_id uuid not null references practice,
  service_id uuid not null,
  code text,
  modifiers text[] not null check (cardinality(modifiers) <= 4),
  -- Two digits, as payers ask for them: 11 is an office, 02 and 10 are telehealth.
  place_of_service text check (place_of_service ~ '^\d{2}$'),
  -- One unit for each so many minutes of the visit; null: one unit.
  minutes_per_unit int check (minutes_per_unit between 1 and 480),
  primary key (practice_id, service_id),
  foreign key (practice_id, service_id) references service (practice_id, id)
);
call tenant_table('service_coding', 'select, insert, update');

-- What a visit was for, as the practitioner codes it; the first is the main one.
create table visit_diagnosis (
  practice_id uuid not null references practice,
  appointment_id uuid not null,
  position int not null check (position between 1 and 12),
  code text not null,
  label text,
  primary key (practice_id, appointment_id, position),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id)
);
call tenant_table('visit_diagnosis', 'select, insert, delete');

-- Clients who get one each month without anybody doing anything.
create table superbill_rule (
  practice_id uuid not null references practice,
  client_id uuid not null,
  -- The first month that is written.
  from_month date not null check (extract(day from from_month) = 1),
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, client_id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
call tenant_table('superbill_rule', 'select, insert, delete');

-- A superbill as it was written: what stands in it is frozen, like what an insurer holds in hand.
create table superbill (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  from_on date not null,
  to_on date not null,
  locale text not null check (locale in ('en', 'de')),
  currency char(3) not null,
  -- Head, providers, diagnoses and lines as printed.
  content jsonb not null,
  charged_minor bigint not null,
  paid_minor bigint not null,
  -- Made by the monthly rule: one for each client and month.
  month_on date,
  created_at timestamptz not null,
  created_by text not null,
  sent_at timestamptz,
  primary key (practice_id, id),
  constraint superbill_of_month unique (practice_id, client_id, month_on),
  foreign key (practice_id, client_id) references client (practice_id, id),
  check (to_on >= from_on)
);
create index superbill_of_client on superbill (practice_id, client_id, created_at desc);
call tenant_table('superbill', 'select, insert, update');
