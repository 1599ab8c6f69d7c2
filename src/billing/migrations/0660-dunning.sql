-- Reminders of what is overdue. Without a row the practice has not switched them on.
create table dunning_settings (
  practice_id uuid primary key references practice,
  is_active boolean not null,
  -- Who owes less than this is not written to.
  min_open_minor bigint not null check (min_open_minor >= 0),
  -- From this hour of the practice's clock on.
  send_hour int not null check (send_hour between 0 and 23),
  -- The day that was gone through to its end; looking again would find nothing new.
  swept_on date,
  switched_at timestamptz,
  switched_by text,
  row_version int not null default 1
);
call tenant_table('dunning_settings', 'select, insert, update');

-- Which steps follow each other: for everybody (without a payer), or for one payer. No steps: never written to.
create table dunning_sequence (
  practice_id uuid not null references practice,
  id uuid not null,
  payer_id uuid,
  steps jsonb not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- One sequence for everybody and one for a payer, or nobody could say which counts.
  constraint dunning_sequence_once unique nulls not distinct (practice_id, payer_id),
  foreign key (practice_id, payer_id) references bill_payer (practice_id, id)
);
call tenant_table('dunning_sequence', 'select, insert, update, delete');

-- Who is left in peace, or which invoice, why and until when.
create table dunning_pause (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid,
  payer_id uuid,
  invoice_id uuid,
  reason text not null,
  -- The last day; without one until somebody ends it.
  until_day date,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_by text,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, payer_id) references bill_payer (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  -- A pause is of one thing.
  check (num_nonnulls(client_id, payer_id, invoice_id) = 1)
);
create index dunning_pause_running on dunning_pause (practice_id, created_at desc) where ended_at is null;
call tenant_table('dunning_pause', 'select, insert, update');

-- A reminder that was written, or a call that became due: one for all that somebody owes and is overdue.
create table dunning_letter (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid,
  payer_id uuid,
  -- The step of the sequence, counted from 1: the furthest one of its invoices.
  step int not null check (step > 0),
  act text not null check (act in ('letter', 'call')),
  wording text,
  day date not null,
  currency char(3) not null,
  -- What was overdue, without the fee.
  total_minor bigint not null check (total_minor > 0),
  fee_minor bigint check (fee_minor > 0),
  fee_invoice_id uuid,
  -- None: to be printed, because nobody can be reached by a message.
  message_id uuid,
  is_by_hand boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  -- Called off before it left, because something was paid.
  stopped_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, payer_id) references bill_payer (practice_id, id),
  foreign key (practice_id, fee_invoice_id) references invoice (practice_id, id),
  check (num_nonnulls(client_id, payer_id) = 1),
  check ((fee_minor is null) = (fee_invoice_id is null))
);
create index dunning_letter_by_day on dunning_letter (practice_id, day desc, id desc);
create index dunning_letter_of_client on dunning_letter (practice_id, client_id, day desc);
create index dunning_letter_of_fee on dunning_letter (practice_id, fee_invoice_id) where fee_invoice_id is not null;
call tenant_table('dunning_letter', 'select, insert, update');

create table dunning_letter_invoice (
  practice_id uuid not null references practice,
  letter_id uuid not null,
  invoice_id uuid not null,
  -- The step that the invoice took by it; none: it only stands on the list.
  step int check (step > 0),
  -- False once the letter was called off: the step is still to come.
  counts boolean not null,
  open_minor bigint not null check (open_minor > 0),
  days_overdue int not null,
  primary key (practice_id, letter_id, invoice_id),
  foreign key (practice_id, letter_id) references dunning_letter (practice_id, id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id)
);
-- An invoice takes each step once, whoever is killed and however often it is tried.
create unique index dunning_step_once on dunning_letter_invoice (practice_id, invoice_id, step) where counts and step is not null;
call tenant_table('dunning_letter_invoice', 'select, insert, update');
