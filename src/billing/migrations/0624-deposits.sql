-- Deposits for visits: asked for by rule or by a person, held in the ledger, used for the visit's invoice, given back or kept.
create table deposit (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  appointment_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  -- asked: not paid yet; held: paid, and tied to the visit; applied: used for an invoice; refunded: free again, or back on the
  -- card; kept: the practice's by its rule; lapsed: not paid in time; waived: not wanted any more.
  state text not null check (state in ('asked', 'held', 'applied', 'refunded', 'kept', 'lapsed', 'waived')),
  because text not null check (because in ('rule', 'staff')),
  -- After it the time is free for others (rule), or the deposit is late (staff).
  due_at timestamptz,
  asked_at timestamptz not null,
  asked_by text not null,
  payment_id uuid,
  held_at timestamptz,
  invoice_id uuid,
  decided_at timestamptz,
  decided_by text,
  reason text,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, payment_id) references payment (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  -- Nothing is held without money that came in.
  check (state not in ('held', 'applied', 'refunded', 'kept') or payment_id is not null),
  -- Who gives back, keeps or waives says why.
  check (state not in ('refunded', 'kept', 'waived', 'lapsed') or reason is not null)
);
-- A visit asks for one deposit at a time.
create unique index deposit_of_visit on deposit (practice_id, appointment_id) where state in ('asked', 'held');
create index deposit_of_appointment on deposit (practice_id, appointment_id, asked_at desc);
create index deposit_of_client on deposit (practice_id, client_id, asked_at desc);
create index deposit_due on deposit (practice_id, due_at) where state = 'asked';
call tenant_table('deposit', 'select, insert, update');

-- A way through the provider's page is for an invoice or for a deposit.
alter table checkout add column deposit_id uuid;
alter table checkout alter column invoice_id drop not null;
alter table checkout add constraint checkout_for_one check (num_nonnulls(invoice_id, deposit_id) = 1);
alter table checkout add constraint checkout_deposit_fkey foreign key (practice_id, deposit_id) references deposit (practice_id, id)
  -- A deposit names its payment, a payment its way through the provider: a restore proves this key at its end.
  deferrable initially immediate;
create index checkout_of_deposit on checkout (practice_id, deposit_id, created_at desc) where deposit_id is not null;

-- The invoice is paid otherwise: the page is closed at the provider, so that nobody pays twice.
alter table checkout add column closed_at timestamptz;
