-- How much each role may give up by itself, and what counts as small. Without a row the defaults of the program count.
create table write_off_settings (
  practice_id uuid primary key references practice,
  -- The most that a role may write off of one invoice; a role that is not named may write off any amount.
  limits jsonb not null,
  -- What is open below this is proposed for writing off as small.
  small_minor bigint not null check (small_minor >= 0),
  small_after_days int not null check (small_after_days between 0 and 3650),
  row_version int not null default 1
);
call tenant_table('write_off_settings', 'select, insert, update');

-- A write-off above the limit of whoever wants it: another person decides.
create table write_off_request (
  practice_id uuid not null references practice,
  id uuid not null,
  invoice_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  reason_code text not null check (reason_code in ('goodwill', 'uncollectable', 'small_balance', 'mistake', 'contract')),
  reason text not null,
  requested_at timestamptz not null,
  requested_by text not null,
  requested_by_id uuid not null,
  decision text check (decision in ('approved', 'declined', 'withdrawn')),
  decided_at timestamptz,
  decided_by text,
  decided_by_id uuid,
  decline_reason text,
  write_off_id uuid,
  primary key (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, write_off_id) references write_off (practice_id, id),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
  -- Nobody approves what they asked for themselves.
  constraint write_off_by_two check (decision is distinct from 'approved' or (decided_by_id is not null and decided_by_id <> requested_by_id)),
  check ((decision is not distinct from 'approved') = (write_off_id is not null))
);
-- One question at a time about an invoice.
create unique index write_off_request_open on write_off_request (practice_id, invoice_id) where decision is null;
create index write_off_request_by_day on write_off_request (practice_id, requested_at desc);
call tenant_table('write_off_request', 'select, insert, update');

-- Who agreed, where the one who wrote it off may not do so alone.
alter table write_off add column approved_by text;
