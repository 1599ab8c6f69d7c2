-- Who should come again: kinds of recall, what starts them, how often, and when the client is reminded.
create table recall_type (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  -- Due so long after the visit that started it; often a day more, so that nobody is booked too early.
  months int not null check (months between 0 and 240),
  days int not null check (days between 0 and 366),
  -- Of the types of one group a client has only one: a cleaning for a child, for an adult, or after gum treatment.
  exclusive_group text,
  from_age int check (from_age between 0 and 150),
  until_age int check (until_age between 0 and 150),
  -- What is booked when they come; null: whatever they like.
  book_service_id uuid,
  -- Days from the due day to the first reminder (negative: before it), then from each reminder to the next.
  first_reminder_days int not null default -14 check (first_reminder_days between -180 and 180),
  again_after_days int[] not null default '{21,42}',
  position int not null default 0,
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, book_service_id) references service (practice_id, id),
  -- Due on the day of the visit itself would be due for ever.
  check (months + days > 0),
  check (from_age is null or until_age is null or from_age < until_age)
);
-- Two types of one name could not be told apart on the list.
create unique index recall_type_name on recall_type (practice_id, lower(name)) where archived_at is null;
call tenant_table('recall_type', 'select, insert, update');

-- A visit of any of these services starts the recall.
create table recall_trigger (
  practice_id uuid not null references practice,
  recall_type_id uuid not null,
  service_id uuid not null,
  primary key (practice_id, recall_type_id, service_id),
  foreign key (practice_id, recall_type_id) references recall_type (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id)
);
create index recall_trigger_of_service on recall_trigger (practice_id, service_id);
call tenant_table('recall_trigger', 'select, insert, delete');

-- When a client is to come again for one reason. The day follows the visits until somebody sets it by hand.
create table recall (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  recall_type_id uuid not null,
  -- The last visit that started it; null when it was begun by hand.
  previous_on date,
  -- previous_on plus the interval; due_on equals it until it is set by hand.
  calculated_due_on date,
  due_on date not null,
  -- This client's own interval; null: the type's.
  months int check (months between 0 and 240),
  days int check (days between 0 and 366),
  note text not null default '',
  is_urgent boolean not null default false,
  disabled_at timestamptz,
  disabled_until date,
  -- Left in peace while the family owes more than this (minor units).
  disabled_until_balance_minor bigint check (disabled_until_balance_minor >= 0),
  -- Another type of the group holds now, or the age no longer fits.
  replaced_at timestamptz,
  -- Chosen by hand among the types of its group.
  chosen_at timestamptz,
  reminders_sent int not null default 0 check (reminders_sent >= 0),
  reminded_at timestamptz,
  created_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- One of a type: two would remind twice.
  constraint recall_once unique (practice_id, client_id, recall_type_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, recall_type_id) references recall_type (practice_id, id),
  check ((months is null) = (days is null))
);
create index recall_by_due on recall (practice_id, due_on) where replaced_at is null and disabled_at is null;
call tenant_table('recall', 'select, insert, update');

-- The log of contacts: each member of a family has an entry, though they get one message.
create table recall_contact (
  practice_id uuid not null references practice,
  id uuid not null,
  recall_id uuid not null,
  -- First, second, third reminder; 0: something else, such as a call noted by hand.
  nth int not null check (nth >= 0),
  -- The round it belongs to: a new visit starts a new one.
  due_on date not null,
  how text not null check (how in ('message', 'call')),
  message_id uuid,
  note text not null default '',
  by_name text not null,
  at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, recall_id) references recall (practice_id, id)
);
-- The same reminder of the same round goes out once, whoever asks for it.
create unique index recall_reminder_once on recall_contact (practice_id, recall_id, due_on, nth) where nth > 0;
call tenant_table('recall_contact', 'select, insert');
