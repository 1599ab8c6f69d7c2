-- What card providers paid out, and what the bank says: matched to what the books say.

-- A provider's transfer to the bank, as the provider tells it.
create table payout (
  practice_id uuid not null references practice,
  id uuid not null,
  provider text not null,
  account_ref text not null,
  provider_ref text not null,
  -- What reached the bank; negative: what was taken from it.
  amount_minor bigint not null,
  currency char(3) not null,
  state text not null check (state in ('pending', 'paid', 'failed')),
  arrives_on date not null,
  -- What the bank prints beside it.
  descriptor text,
  -- When it was posted to the bank's account; without it there is no movement yet.
  posted_on date,
  fee_minor bigint not null default 0,
  fetched_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- However often a payout is fetched, it is one.
  constraint payout_once unique (practice_id, provider, provider_ref)
);
create index payout_by_day on payout (practice_id, arrives_on desc, id desc);
call tenant_table('payout', 'select, insert, update');

-- What is in a payout: payments, refunds, disputes and the provider's price, each with the payment it belongs to.
create table payout_line (
  practice_id uuid not null references practice,
  id uuid not null,
  payout_id uuid not null,
  provider_ref text not null,
  kind text not null check (kind in ('payment', 'refund', 'dispute', 'cost', 'other')),
  -- The provider's id of what it is about: a payment, a refund, a dispute.
  source_ref text,
  description text,
  happened_on date not null,
  gross_minor bigint not null,
  fee_minor bigint not null,
  net_minor bigint not null,
  payment_id uuid,
  -- What does not fit; none: it is as the books say.
  difference text check (difference in ('unknown', 'amount', 'currency')),
  resolved_as text check (resolved_as in ('payment', 'cost', 'accepted')),
  resolved_note text,
  resolved_at timestamptz,
  resolved_by text,
  primary key (practice_id, id),
  constraint payout_line_once unique (practice_id, payout_id, provider_ref),
  foreign key (practice_id, payout_id) references payout (practice_id, id),
  foreign key (practice_id, payment_id) references payment (practice_id, id),
  check (net_minor = gross_minor - fee_minor),
  -- Whoever resolves a difference says as what.
  check ((resolved_as is null) = (resolved_at is null) and (resolved_as is null or difference is not null))
);
create index payout_line_differs on payout_line (practice_id, payout_id) where difference is not null and resolved_as is null;
create index payout_line_of_payment on payout_line (practice_id, payment_id) where payment_id is not null;
call tenant_table('payout_line', 'select, insert, update');

-- An account at a bank whose files are read, with how they are read.
create table bank_account (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  currency char(3) not null,
  -- The mapping of the columns as it was confirmed the last time.
  map jsonb,
  archived_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  row_version int not null default 1,
  primary key (practice_id, id)
);
call tenant_table('bank_account', 'select, insert, update');

create table bank_import (
  practice_id uuid not null references practice,
  id uuid not null,
  bank_account_id uuid not null,
  file_name text not null,
  sha256 text not null,
  rows_read int not null,
  added int not null,
  known int not null,
  -- Rows that could not be read, with their line and why.
  refused jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id),
  foreign key (practice_id, bank_account_id) references bank_account (practice_id, id)
);
create index bank_import_of_account on bank_import (practice_id, bank_account_id, created_at desc);
call tenant_table('bank_import', 'select, insert');

create table bank_line (
  practice_id uuid not null references practice,
  id uuid not null,
  bank_account_id uuid not null,
  import_id uuid not null,
  booked_on date not null,
  amount_minor bigint not null check (amount_minor <> 0),
  currency char(3) not null,
  counterparty text,
  purpose text,
  reference text,
  -- What makes two rows the same: the bank's own id, or the day, amount and words, and which one of several alike.
  key text not null,
  -- What became of it; none: it waits.
  settled_as text check (settled_as in ('payment', 'payout', 'transfer', 'refund', 'ignored')),
  note text,
  settled_at timestamptz,
  settled_by text,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- A row of the bank is one line, in however many files it stands.
  constraint bank_line_once unique (practice_id, bank_account_id, key),
  foreign key (practice_id, bank_account_id) references bank_account (practice_id, id),
  foreign key (practice_id, import_id) references bank_import (practice_id, id),
  check ((settled_as is null) = (settled_at is null) and (settled_as is null) = (settled_by is null)),
  -- Whoever passes over a line says why.
  check (settled_as is distinct from 'ignored' or note is not null)
);
create index bank_line_by_day on bank_line (practice_id, booked_on desc, id desc);
create index bank_line_waiting on bank_line (practice_id, booked_on desc, id desc) where settled_as is null;
call tenant_table('bank_line', 'select, insert, update');

-- What a line of the bank was found to be, or what it made: several payments where one transfer paid for several people.
create table bank_match (
  practice_id uuid not null references practice,
  id uuid not null,
  line_id uuid not null,
  amount_minor bigint not null check (amount_minor <> 0),
  payment_id uuid,
  payout_id uuid,
  refund_id uuid,
  entry_id uuid,
  -- True: confirming the line entered the payment, and undoing takes it back.
  is_made boolean not null,
  undone_at timestamptz,
  undone_by text,
  primary key (practice_id, id),
  foreign key (practice_id, line_id) references bank_line (practice_id, id),
  foreign key (practice_id, payment_id) references payment (practice_id, id),
  foreign key (practice_id, payout_id) references payout (practice_id, id),
  foreign key (practice_id, refund_id) references refund (practice_id, id),
  foreign key (practice_id, entry_id) references ledger_entry (practice_id, id),
  check (num_nonnulls(payment_id, payout_id, refund_id, entry_id) = 1)
);
create index bank_match_of_line on bank_match (practice_id, line_id);
-- Money came to the bank once: a payment, a payout or a refund stands on one line.
create unique index bank_match_payment on bank_match (practice_id, payment_id) where undone_at is null and payment_id is not null;
create unique index bank_match_payout on bank_match (practice_id, payout_id) where undone_at is null and payout_id is not null;
create unique index bank_match_refund on bank_match (practice_id, refund_id) where undone_at is null and refund_id is not null;
call tenant_table('bank_match', 'select, insert, update');
