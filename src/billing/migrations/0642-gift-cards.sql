-- Gift cards: sold like anything else, owed (`gift_cards`) until somebody pays with them.
create table gift_card (
  practice_id uuid not null references practice,
  id uuid not null,
  -- Whoever has the code has the money: only its hash is looked up, and it is kept sealed for printing it once more.
  code_hash text not null,
  sealed_code text not null,
  last4 text not null,
  charge_id uuid not null,
  -- Who bought it, not who uses it.
  client_id uuid not null,
  recipient text,
  message text,
  value_minor bigint not null default 0,
  -- A cache of the ledger that `verify books` proves.
  balance_minor bigint not null default 0,
  currency char(3) not null,
  sold_on date,
  expires_on date,
  on_expiry text not null check (on_expiry in ('earn', 'keep')),
  valid_months int,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('expired', 'void')),
  row_version int not null default 1,
  primary key (practice_id, id),
  unique (practice_id, code_hash),
  unique (practice_id, charge_id),
  foreign key (practice_id, charge_id) references charge (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  -- Never below nothing, whoever pays with it at once.
  constraint gift_card_range check (balance_minor between 0 and value_minor),
  check (ended_at is null or balance_minor = 0)
);
create index gift_card_by_creation on gift_card (practice_id, created_at desc);
create index gift_card_of_client on gift_card (practice_id, client_id);
create index gift_card_expiring on gift_card (practice_id, expires_on) where balance_minor > 0;
call tenant_table('gift_card', 'select, insert, update');

alter table payment
  add column gift_card_id uuid,
  add constraint payment_gift_card_fkey foreign key (practice_id, gift_card_id) references gift_card (practice_id, id),
  add constraint payment_of_gift_card check ((tender = 'gift_card') = (gift_card_id is not null));
create index payment_by_gift_card on payment (practice_id, gift_card_id) where gift_card_id is not null;
