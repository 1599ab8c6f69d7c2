-- Card providers that a practice has an account with, cards that clients keep there, and what is charged to them
-- while they are away. No number of a card ever comes here: what is kept are the provider's own names for things.

-- A practice's account with a provider.
create table gateway_connection (
  practice_id uuid not null references practice,
  provider text not null check (provider in ('stripe')),
  -- The provider's id of the account, and its name as a person knows it.
  account_ref text not null,
  account_name text not null,
  is_live boolean not null,
  -- Sealed with the installation's secret, bound to the practice; never answered back.
  sealed_key text not null,
  -- Proves the provider's messages. Without it they are refused, and nothing that was paid would be known.
  sealed_webhook_secret text not null,
  -- The provider's id of the door it sends its messages to, when we opened it there ourselves.
  webhook_ref text,
  connected_at timestamptz not null,
  connected_by text not null,
  row_version int not null default 1,
  primary key (practice_id, provider)
);
-- Disconnecting forgets the keys.
call tenant_table('gateway_connection', 'select, insert, update, delete');

alter table billing_settings drop constraint billing_settings_online_provider_check;
alter table billing_settings add constraint billing_settings_online_provider_check check (online_provider in ('test', 'stripe'));

-- The provider's page is opened by a job, so that nothing is locked while the network is asked.
alter table checkout add column url text;
-- Why the page could not be opened; such a checkout is not used again.
alter table checkout add column problem text;
-- The payer's wish that the card be kept, with the words they agreed to.
alter table checkout add column keeps_card boolean not null default false;

-- A client as the provider knows them: one customer for each client and account.
create table gateway_customer (
  practice_id uuid not null references practice,
  client_id uuid not null,
  provider text not null,
  account_ref text not null,
  customer_ref text not null,
  created_at timestamptz not null,
  primary key (practice_id, client_id, provider, account_ref),
  -- What the provider tells about a customer is about one client.
  unique (practice_id, provider, customer_ref),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
call tenant_table('gateway_customer', 'select, insert');

-- A client's way to the provider's page for keeping a card, without paying anything.
create table card_setup (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  provider text not null,
  return_path text not null,
  url text,
  problem text,
  state text not null check (state in ('open', 'left', 'done')),
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index card_setup_of_client on card_setup (practice_id, client_id, created_at desc);
call tenant_table('card_setup', 'select, insert, update');

-- A card that lies with the provider and may be charged while the client is away.
create table saved_card (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  provider text not null,
  account_ref text not null,
  customer_ref text not null,
  card_ref text not null,
  brand text not null,
  last4 text not null check (last4 ~ '^[0-9]{4}$'),
  exp_month int not null check (exp_month between 1 and 12),
  exp_year int not null check (exp_year between 2000 and 2200),
  is_default boolean not null,
  -- What the client agreed to and when: card schemes ask for it in a dispute.
  agreed_to text not null,
  agreed_at timestamptz not null,
  removed_at timestamptz,
  removed_by text,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- The same card told about twice is one.
  constraint saved_card_once unique (practice_id, provider, card_ref),
  foreign key (practice_id, client_id) references client (practice_id, id),
  -- A removed card is nobody's default.
  check (removed_at is null or not is_default)
);
-- At most one card is the one that is charged when nothing else is said.
create unique index saved_card_default on saved_card (practice_id, client_id) where is_default;
create index saved_card_of_client on saved_card (practice_id, client_id) where removed_at is null;
call tenant_table('saved_card', 'select, insert, update');

-- Charging a saved card for an invoice while the client is away.
create table card_charge (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  invoice_id uuid not null,
  saved_card_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  -- sending: the provider was or will be asked; unknown: it never answered, its message may still come; needs_payer: the
  -- bank wants the client to confirm, for which they get a link. paid beats everything that was said before.
  state text not null check (state in ('sending', 'unknown', 'needs_payer', 'failed', 'paid')),
  because text not null check (because in ('desk', 'autopay')),
  provider_ref text,
  -- The provider's word for why not: card_declined, expired_card, insufficient_funds …
  failure text,
  created_at timestamptz not null,
  created_by text not null,
  finished_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, saved_card_id) references saved_card (practice_id, id)
);
-- While nobody knows how one ended, an invoice is not charged again.
create unique index card_charge_running on card_charge (practice_id, invoice_id) where state in ('sending', 'unknown');
create index card_charge_of_invoice on card_charge (practice_id, invoice_id, created_at desc);
call tenant_table('card_charge', 'select, insert, update');

-- A charge that succeeds is one payment, however often the provider says so.
alter table payment add column card_charge_id uuid;
alter table payment add constraint payment_of_card_charge unique (practice_id, card_charge_id);
alter table payment add constraint payment_card_charge_fkey foreign key (practice_id, card_charge_id) references card_charge (practice_id, id);

-- A payer told their bank that a payment was not right.
create table payment_dispute (
  practice_id uuid not null references practice,
  id uuid not null,
  provider text not null,
  provider_ref text not null,
  payment_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  reason text not null,
  -- open: answer until evidence_due_at; lost: the money is gone; won: it stays.
  state text not null check (state in ('open', 'won', 'lost')),
  evidence_due_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- The refund that took the money out of the books when it was lost.
  refund_id uuid,
  primary key (practice_id, id),
  constraint payment_dispute_once unique (practice_id, provider, provider_ref),
  foreign key (practice_id, payment_id) references payment (practice_id, id),
  foreign key (practice_id, refund_id) references refund (practice_id, id)
);
create index payment_dispute_by_state on payment_dispute (practice_id, state, opened_at desc);
call tenant_table('payment_dispute', 'select, insert, update');
