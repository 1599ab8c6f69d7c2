-- How this practice bills; without a row the defaults of the program count (src/billing/settings).
create table billing_settings (
  practice_id uuid primary key references practice,
  invoice_mode text not null check (invoice_mode in ('each_visit', 'by_hand')),
  due_days int not null check (due_days between 0 and 365),
  prices_include_tax boolean not null,
  -- Printed on invoices below the sums: how to pay, thanks.
  invoice_note text,
  -- Who takes cards online; none: the payment page only shows the bill.
  online_provider text check (online_provider in ('test')),
  bank_lines text[] not null default '{}',
  row_version int not null default 1
);
call tenant_table('billing_settings', 'select, insert, update');

-- One row per number series. Its row is locked until the end of the transaction that takes a number, so that a
-- rolled-back invoice leaves no gap.
create table document_counter (
  practice_id uuid not null references practice,
  series text not null check (series in ('invoice', 'credit_note')),
  last_number bigint not null check (last_number > 0),
  primary key (practice_id, series)
);
call tenant_table('document_counter', 'select, insert, update');

-- The chart of accounts (src/billing/ledger/chart.ts): an account comes into being when it is first posted to.
create table ledger_account (
  practice_id uuid not null references practice,
  code text not null check (code ~ '^[a-z][a-z0-9_]*(:[a-z0-9_]+)?$'),
  type text not null check (type in ('asset', 'liability', 'income', 'expense')),
  primary key (practice_id, code)
);
call tenant_table('ledger_account', 'select, insert');

-- A bill. Without a number it is a draft; open_minor is a cache of the ledger that `verify books` proves.
create table invoice (
  practice_id uuid not null references practice,
  id uuid not null,
  number bigint check (number > 0),
  client_id uuid not null,
  -- Who owes when it is not the client: guardian, employer, insurer.
  payer_id uuid,
  currency char(3) not null,
  net_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  total_minor bigint not null default 0 check (total_minor >= 0),
  open_minor bigint not null default 0,
  issued_on date,
  due_on date,
  -- The day of its latest movement. Movements of one invoice are posted in the order of days, so that its state on any
  -- past day is a state that it really had.
  moved_on date,
  -- What was printed: names and addresses as they were.
  bill_to jsonb,
  letterhead jsonb,
  locale text not null check (locale in ('en', 'de')),
  note text,
  created_at timestamptz not null,
  created_by text not null,
  issued_at timestamptz,
  issued_by text,
  sent_at timestamptz,
  voided_at timestamptz,
  voided_by text,
  void_reason text,
  row_version int not null default 1,
  primary key (practice_id, id),
  unique (practice_id, number),
  foreign key (practice_id, client_id) references client (practice_id, id),
  -- A number, a date and a due date come with the issue, all together.
  constraint invoice_issued_whole check ((number is null) = (issued_at is null) and (number is null) = (issued_on is null)
    and (number is null) = (due_on is null) and (number is null) = (moved_on is null)),
  -- Nobody pays more than is owed, whatever the code believes.
  constraint invoice_open_range check (open_minor between 0 and total_minor),
  check (total_minor = net_minor + tax_minor),
  -- A void invoice is owed by nobody, and somebody said why.
  check (voided_at is null or (open_minor = 0 and void_reason is not null and number is not null))
);
create index invoice_by_day on invoice (practice_id, issued_on desc, id desc);
create index invoice_by_creation on invoice (practice_id, created_at desc, id desc);
create index invoice_of_client on invoice (practice_id, client_id, created_at desc);
create index invoice_open on invoice (practice_id, due_on, id) where open_minor > 0;
-- Only drafts are ever deleted: an issued invoice is held by its lines and by the ledger.
call tenant_table('invoice', 'select, insert, update, delete');

-- What somebody owes for: a visit, a product, a fee. On an invoice (or a draft) as long as invoice_id is set.
create table charge (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  payer_id uuid,
  kind text not null check (kind in ('service', 'product', 'fee', 'other')),
  description text not null,
  code text,
  served_on date not null,
  appointment_id uuid,
  service_id uuid,
  practitioner_id uuid,
  location_id uuid,
  quantity numeric(10, 3) not null check (quantity > 0),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  tax_basis_points int not null check (tax_basis_points between 0 and 10000),
  price_includes_tax boolean not null,
  currency char(3) not null,
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null,
  invoice_id uuid,
  -- What made it ('appointment:<id>'): an event that comes twice makes one charge.
  source_key text,
  created_at timestamptz not null,
  created_by text not null,
  voided_at timestamptz,
  void_reason text,
  row_version int not null default 1,
  primary key (practice_id, id),
  unique (practice_id, source_key),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  check (total_minor = net_minor + tax_minor),
  check (voided_at is null or (void_reason is not null and invoice_id is null))
);
create index charge_of_client on charge (practice_id, client_id, served_on desc);
create index charge_of_appointment on charge (practice_id, appointment_id);
create index charge_of_invoice on charge (practice_id, invoice_id);
create index charge_unbilled on charge (practice_id, served_on) where invoice_id is null and voided_at is null;
call tenant_table('charge', 'select, insert, update');

-- The lines of an issued invoice, as printed. Never changed.
create table invoice_line (
  practice_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  charge_id uuid not null,
  position int not null check (position > 0),
  kind text not null,
  description text not null,
  code text,
  served_on date not null,
  service_id uuid,
  practitioner_id uuid,
  location_id uuid,
  quantity numeric(10, 3) not null,
  unit_price_minor bigint not null,
  tax_basis_points int not null,
  price_includes_tax boolean not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  primary key (practice_id, id),
  unique (practice_id, invoice_id, position),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, charge_id) references charge (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (total_minor = net_minor + tax_minor)
);
create index invoice_line_of_charge on invoice_line (practice_id, charge_id);
create index invoice_line_by_service_day on invoice_line (practice_id, served_on) include (practitioner_id, service_id, net_minor);
call tenant_table('invoice_line', 'select, insert');

-- The void of an issued invoice, with a number of its own series.
create table credit_note (
  practice_id uuid not null references practice,
  id uuid not null,
  number bigint not null check (number > 0),
  invoice_id uuid not null,
  total_minor bigint not null check (total_minor > 0),
  issued_on date not null,
  reason text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id),
  unique (practice_id, number),
  -- An invoice is taken back once.
  constraint credit_note_once unique (practice_id, invoice_id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id)
);
call tenant_table('credit_note', 'select, insert');

-- A payer's way through the page of a card provider. The card itself never comes near us.
create table checkout (
  practice_id uuid not null references practice,
  id uuid not null,
  invoice_id uuid not null,
  client_id uuid not null,
  provider text not null,
  provider_ref text,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  -- paid beats failed beats left beats open: the order in which the provider's messages arrive does not matter.
  state text not null check (state in ('open', 'left', 'failed', 'paid')),
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, provider, provider_ref),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index checkout_of_invoice on checkout (practice_id, invoice_id, created_at desc);
call tenant_table('checkout', 'select, insert, update');

-- Money that came in. unapplied_minor and refunded_minor are caches of the ledger that `verify books` proves.
create table payment (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  payer_id uuid,
  tender text not null check (tender in ('cash', 'card_terminal', 'bank_transfer', 'cheque', 'online', 'other')),
  provider text,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  unapplied_minor bigint not null,
  refunded_minor bigint not null default 0,
  received_on date not null,
  -- As for invoices: movements are posted in the order of days.
  moved_on date not null,
  location_id uuid,
  reference text,
  checkout_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  reversed_at timestamptz,
  reversed_by text,
  reverse_reason text,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- A checkout that succeeds is one payment, however often the provider says so.
  constraint payment_of_checkout unique (practice_id, checkout_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  foreign key (practice_id, checkout_id) references checkout (practice_id, id),
  -- Nothing is spent twice, and never more is given back than was paid.
  constraint payment_unapplied_range check (unapplied_minor between 0 and amount_minor - refunded_minor),
  constraint payment_refund_range check (refunded_minor between 0 and amount_minor),
  check ((tender = 'online') = (provider is not null)),
  check (reversed_at is null or (unapplied_minor = 0 and refunded_minor = 0 and reverse_reason is not null))
);
create index payment_by_day on payment (practice_id, received_on desc, id desc);
create index payment_of_client on payment (practice_id, client_id, received_on desc);
create index payment_unapplied on payment (practice_id, client_id, id) where unapplied_minor > 0;
call tenant_table('payment', 'select, insert, update');

-- Money given back, always of a payment, never without a reason.
create table refund (
  practice_id uuid not null references practice,
  id uuid not null,
  payment_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  tender text not null,
  -- 'sending' until the card provider has confirmed; 'failed' is undone in the ledger.
  state text not null check (state in ('done', 'sending', 'failed')),
  provider_ref text,
  reason text not null,
  refunded_on date not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id),
  foreign key (practice_id, payment_id) references payment (practice_id, id)
);
create index refund_of_payment on refund (practice_id, payment_id);
create index refund_by_day on refund (practice_id, refunded_on);
call tenant_table('refund', 'select, insert, update');

-- What will not be collected, by reason.
create table write_off (
  practice_id uuid not null references practice,
  id uuid not null,
  invoice_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  reason_code text not null check (reason_code in ('goodwill', 'uncollectable', 'small_balance', 'mistake', 'contract')),
  reason text not null,
  written_off_on date not null,
  created_at timestamptz not null,
  created_by text not null,
  reversed_at timestamptz,
  reversed_by text,
  primary key (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id)
);
create index write_off_of_invoice on write_off (practice_id, invoice_id);
call tenant_table('write_off', 'select, insert, update');

-- A happening in the book: one entry, one or more transfers. Never changed, never deleted; a correction is an entry.
create table ledger_entry (
  practice_id uuid not null references practice,
  id uuid not null,
  kind text not null check (kind in ('invoice', 'credit_note', 'payment', 'payment_reversal', 'application', 'unapplication',
    'refund', 'refund_failed', 'write_off', 'write_off_reversal')),
  posted_on date not null,
  at timestamptz not null,
  actor_name text not null,
  -- The document behind it: invoice, payment, refund, write_off, credit_note.
  subject_type text not null,
  subject_id uuid not null,
  -- The entry that this one takes back.
  reverses uuid,
  transfer_count int not null check (transfer_count > 0),
  total_minor bigint not null check (total_minor > 0),
  primary key (practice_id, id),
  -- An entry is taken back once.
  constraint ledger_entry_reversed_once unique (practice_id, reverses),
  foreign key (practice_id, reverses) references ledger_entry (practice_id, id)
);
create index ledger_entry_of_subject on ledger_entry (practice_id, subject_id);
create index ledger_entry_by_day on ledger_entry (practice_id, posted_on, id);
call tenant_table('ledger_entry', 'select, insert');

-- An amount from one account to another: balanced by construction.
create table ledger_transfer (
  practice_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  posted_on date not null,
  debit text not null,
  credit text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  -- What a figure can be cut by.
  client_id uuid,
  payer_id uuid,
  practitioner_id uuid,
  location_id uuid,
  service_id uuid,
  invoice_id uuid,
  line_id uuid,
  payment_id uuid,
  primary key (practice_id, id),
  foreign key (practice_id, entry_id) references ledger_entry (practice_id, id),
  foreign key (practice_id, debit) references ledger_account (practice_id, code),
  foreign key (practice_id, credit) references ledger_account (practice_id, code),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, line_id) references invoice_line (practice_id, id),
  foreign key (practice_id, payment_id) references payment (practice_id, id),
  check (debit <> credit)
);
create index ledger_transfer_of_entry on ledger_transfer (practice_id, entry_id);
create index ledger_transfer_by_day on ledger_transfer (practice_id, posted_on) include (debit, credit, amount_minor, practitioner_id);
create index ledger_transfer_of_invoice on ledger_transfer (practice_id, invoice_id) where invoice_id is not null;
create index ledger_transfer_of_payment on ledger_transfer (practice_id, payment_id) where payment_id is not null;
create index ledger_transfer_of_client on ledger_transfer (practice_id, client_id, posted_on);
call tenant_table('ledger_transfer', 'select, insert');

-- Messages of card providers that were taken in: each once.
create table webhook_receipt (
  practice_id uuid not null references practice,
  provider text not null,
  event_id text not null,
  type text not null,
  received_at timestamptz not null,
  primary key (practice_id, provider, event_id)
);
call tenant_table('webhook_receipt', 'select, insert');

-- The test gateway's own memory: what a real provider keeps on its side. It never holds a card.
create table test_gateway_session (
  practice_id uuid not null references practice,
  id uuid not null,
  checkout_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  description text not null,
  state text not null check (state in ('open', 'paid', 'left')),
  created_at timestamptz not null,
  decided_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, checkout_id)
);
call tenant_table('test_gateway_session', 'select, insert, update');

create table test_gateway_refund (
  practice_id uuid not null references practice,
  idempotency_key text not null,
  session_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  at timestamptz not null,
  -- The same key gives money back once.
  primary key (practice_id, idempotency_key),
  foreign key (practice_id, session_id) references test_gateway_session (practice_id, id)
);
call tenant_table('test_gateway_refund', 'select, insert');
