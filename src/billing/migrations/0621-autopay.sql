-- Money that comes by itself: who agreed that invoices are charged to their kept card, and what is planned with each.

-- Rules that a practice sets for such money: when a card is charged, which deposits are asked for, which fees are taken.
create table billing_policy (
  practice_id uuid not null references practice,
  name text not null check (name in ('autopay', 'deposits', 'fees')),
  -- Read through the shape that the code has for the name; what is not said there has its default.
  rules jsonb not null,
  row_version int not null default 1,
  primary key (practice_id, name)
);
call tenant_table('billing_policy', 'select, insert, update');

-- Who has agreed that open invoices are charged to their card by themselves. Never changed but for its limit and its end: what
-- somebody agreed to is proof in a dispute.
create table autopay (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  -- Invoices above it wait for a person.
  limit_minor bigint check (limit_minor > 0),
  -- The version of the words, and the words as they were shown or read out.
  agreed_to text not null,
  agreed_text text not null,
  agreed_at timestamptz not null,
  agreed_by text not null,
  -- client: on their own page; staff: the client said so to somebody, whose name stands in agreed_by.
  agreed_how text not null check (agreed_how in ('client', 'staff')),
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  -- An end has somebody who ended it.
  check ((ended_at is null) = (ended_by is null))
);
-- One agreement at a time.
create unique index autopay_of_client on autopay (practice_id, client_id) where ended_at is null;
call tenant_table('autopay', 'select, insert, update');

-- What autopay will do with an invoice, told to the client before: one row for each invoice, so that none is charged twice.
create table autopay_run (
  practice_id uuid not null references practice,
  invoice_id uuid not null,
  client_id uuid not null,
  -- What the client was told; never more is charged.
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  -- The practice's days: when the client is told, and of the next try.
  notice_on date not null,
  charge_on date not null,
  noticed_at timestamptz,
  tries int not null default 0,
  -- charging: a card is being charged, its end decides; needs_payer: the bank wants the client to confirm; over_limit: a
  -- person decides; stopped: `why` says it (paid_otherwise, voided, disputed, by_client, by_staff, ended, not_owed).
  state text not null check (state in ('planned', 'charging', 'paid', 'needs_payer', 'gave_up', 'over_limit', 'stopped')),
  why text,
  -- The latest try; only its end moves this row.
  card_charge_id uuid,
  planned_at timestamptz not null,
  changed_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, invoice_id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, card_charge_id) references card_charge (practice_id, id),
  -- A card is never charged before its owner was told.
  check (state <> 'charging' or noticed_at is not null)
);
create index autopay_run_to_notice on autopay_run (practice_id, notice_on) where state = 'planned' and noticed_at is null;
create index autopay_run_due on autopay_run (practice_id, charge_on) where state = 'planned' and noticed_at is not null;
create index autopay_run_by_state on autopay_run (practice_id, state, changed_at desc);
create index autopay_run_of_client on autopay_run (practice_id, client_id);
call tenant_table('autopay_run', 'select, insert, update');

-- The bank said that this card must not be tried again.
alter table card_charge add column is_final boolean not null default false;
