-- An invoice that is paid in instalments. What is covered is what was paid on the invoice: there is no second book.
create table payment_plan (
  practice_id uuid not null references practice,
  id uuid not null,
  invoice_id uuid not null,
  client_id uuid not null,
  -- What was open when it was made; the instalments add up to it.
  total_minor bigint not null check (total_minor > 0),
  currency char(3) not null,
  -- autopay: each instalment is charged to the kept card; link: the client is reminded and pays.
  how text not null check (how in ('autopay', 'link')),
  grace_days int not null check (grace_days between 0 and 90),
  -- Of a missed instalment: the rest is due at once, or a person decides.
  missed_rule text not null check (missed_rule in ('rest_due', 'task')),
  proposed_at timestamptz not null,
  proposed_by text not null,
  -- Nothing is charged or missed before the client agreed.
  agreed_to text,
  agreed_text text,
  agreed_at timestamptz,
  agreed_by text,
  agreed_how text check (agreed_how in ('client', 'staff')),
  missed_at timestamptz,
  finished_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  -- An agreement is whole: to what, when, by whom and how.
  check (num_nulls(agreed_to, agreed_text, agreed_at, agreed_by, agreed_how) in (0, 5)),
  check (ended_at is null or finished_at is null)
);
-- One plan for an invoice at a time.
create unique index payment_plan_of_invoice on payment_plan (practice_id, invoice_id) where ended_at is null and finished_at is null;
create index payment_plan_of_client on payment_plan (practice_id, client_id, proposed_at desc);
create index payment_plan_live on payment_plan (practice_id, id) where ended_at is null and finished_at is null and agreed_at is not null;
call tenant_table('payment_plan', 'select, insert, update');

create table payment_plan_part (
  practice_id uuid not null,
  plan_id uuid not null,
  position int not null check (position > 0),
  due_on date not null,
  amount_minor bigint not null check (amount_minor > 0),
  reminded_at timestamptz,
  primary key (practice_id, plan_id, position),
  foreign key (practice_id, plan_id) references payment_plan (practice_id, id)
);
call tenant_table('payment_plan_part', 'select, insert, update');
