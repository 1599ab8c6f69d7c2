-- Fees for visits that were cancelled late or missed: proposed or charged by the practice's rule, waived by a person.
create table visit_fee (
  practice_id uuid not null references practice,
  id uuid not null,
  appointment_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('late_cancel', 'no_show')),
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  -- How long before its beginning the visit was cancelled; none for who did not come.
  minutes_before int,
  -- withdrawn: the visit took place after all; waived: by a person, or the first time by rule.
  state text not null check (state in ('proposed', 'charged', 'waived', 'withdrawn')),
  charge_id uuid,
  invoice_id uuid,
  decided_at timestamptz,
  decided_by text,
  reason text,
  created_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- A visit has one fee, whatever is told twice.
  constraint visit_fee_once unique (practice_id, appointment_id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  check (state <> 'charged' or charge_id is not null),
  -- Who waives says why.
  check (state <> 'waived' or (reason is not null and decided_by is not null))
);
create index visit_fee_of_client on visit_fee (practice_id, client_id, created_at desc);
create index visit_fee_by_state on visit_fee (practice_id, state, created_at desc);
call tenant_table('visit_fee', 'select, insert, update');
