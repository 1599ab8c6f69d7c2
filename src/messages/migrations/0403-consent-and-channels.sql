-- A worker that takes a message has it until then; one that died gives it back.
alter table message add column taken_until timestamptz;

-- How a practice sends. Without a row: three minutes to undo, no gateway of its own.
create table message_settings (
  practice_id uuid primary key references practice,
  undo_seconds int not null default 180 check (undo_seconds between 0 and 900),
  -- Text messages: Twilio's service, any other by HTTP, or none.
  sms_kind text check (sms_kind in ('twilio', 'http')),
  -- The number or sender name that clients see.
  sms_from text,
  -- What is no secret: account, address, method, headers, body template, where the answer holds its id.
  sms_config jsonb not null default '{}',
  -- Encrypted with the installation's secret; never answered.
  sms_secret text,
  -- Signs what is posted to us (mail, generic gateways); encrypted, shown once.
  inbound_secret text,
  -- The part behind the @ of addresses that replies to mails go to; null: replies go to the practice's own mailbox.
  reply_domain text,
  changed_at timestamptz not null,
  row_version int not null default 1
);
call tenant_table('message_settings', 'select, insert, update');

-- Wall-clock hours of the client in which nothing goes out. Null: every channel, every purpose; the most exact line counts.
create table quiet_hours (
  practice_id uuid not null references practice,
  id uuid not null,
  channel text check (channel in ('email', 'sms', 'portal', 'call')),
  purpose text check (purpose in ('care', 'reminder', 'billing', 'recall', 'review', 'marketing')),
  -- The same time twice: never quiet.
  quiet_from time not null,
  quiet_until time not null,
  primary key (practice_id, id),
  -- Two lines for the same would contradict each other.
  constraint quiet_hours_once unique nulls not distinct (practice_id, channel, purpose)
);
call tenant_table('quiet_hours', 'select, insert, delete');

-- Every yes and no of a client, with where it came from; the newest that fits counts. Never changed, never taken away.
create table contact_consent (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  -- 'any': every channel, every purpose.
  channel text not null check (channel in ('any', 'email', 'sms', 'portal', 'call')),
  purpose text not null check (purpose in ('any', 'care', 'reminder', 'billing', 'recall', 'review', 'marketing')),
  allowed boolean not null,
  source text not null check (source in ('staff', 'preferences_page', 'unsubscribe', 'text_message', 'gateway', 'booking', 'form', 'import')),
  -- What proves it: "on the phone", the word that was sent, the form.
  note text,
  by_name text not null,
  at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index contact_consent_of_client on contact_consent (practice_id, client_id, at desc);
call tenant_table('contact_consent', 'select, insert');

-- Which channel a client likes best.
create table contact_preference (
  practice_id uuid not null references practice,
  client_id uuid not null,
  channel text not null check (channel in ('email', 'sms', 'portal', 'call')),
  changed_at timestamptz not null,
  primary key (practice_id, client_id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
call tenant_table('contact_preference', 'select, insert, update, delete');

-- Addresses that nothing is sent to, whoever of a family they belong to.
create table blocked_address (
  practice_id uuid not null references practice,
  channel text not null check (channel in ('email', 'sms')),
  address text not null,
  reason text not null check (reason in ('stop', 'carrier', 'invalid', 'bounced', 'complaint')),
  since timestamptz not null,
  -- START, or somebody at the desk who knows better.
  lifted_at timestamptz,
  primary key (practice_id, channel, address)
);
call tenant_table('blocked_address', 'select, insert, update');
