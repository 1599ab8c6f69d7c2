-- One row per message to one person: planned, sent, failed, cancelled, or deliberately not sent, with the reason.
create table message (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid,
  channel text not null check (channel in ('email', 'call')),
  -- Where it goes, as it was when planned; null: nobody can be reached that way, see `why`.
  address text,
  recipient_name text not null,
  -- Which rule wants it: confirmation, reminder, form_request, invoice, by_hand …
  rule text not null,
  subject_type text not null,
  subject_id uuid not null,
  locale text not null,
  subject text not null,
  title text not null,
  body text not null,
  -- The secret link is made when the message leaves: {purpose, page, subjectType, subjectId, validForDays}. No token is kept.
  link jsonb,
  button text not null default '',
  -- A calendar file and how calendars shall take it.
  ics text,
  ics_method text check (ics_method in ('REQUEST', 'CANCEL')),
  -- [{fileId}] of stored files.
  attachments jsonb not null default '[]',
  state text not null check (state in ('planned', 'sending', 'sent', 'failed', 'cancelled', 'skipped', 'done_by_phone')),
  -- Why it goes out, or why it does not.
  why text not null,
  send_at timestamptz not null,
  sent_at timestamptz,
  gateway_answer text,
  error text,
  attempts int not null default 0,
  -- What it is about, once: the same message cannot be planned twice.
  key text not null,
  created_at timestamptz not null,
  primary key (practice_id, id),
  constraint message_once unique (practice_id, key),
  foreign key (practice_id, client_id) references client (practice_id, id),
  check (state <> 'sent' or sent_at is not null),
  check (channel <> 'email' or address is not null or state in ('skipped', 'cancelled'))
);
create index message_due on message (practice_id, send_at) where state in ('planned', 'sending');
create index message_of_client on message (practice_id, client_id, send_at desc);
create index message_of_subject on message (practice_id, subject_id);
create index message_by_time on message (practice_id, send_at desc, id);
call tenant_table('message', 'select, insert, update');

-- The practice's own wording; without a row the built-in one is used (templates/*.json).
create table message_template (
  practice_id uuid not null references practice,
  id uuid not null,
  key text not null,
  locale text not null check (locale in ('en', 'de')),
  subject text not null,
  title text not null,
  body text not null,
  changed_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  unique (practice_id, key, locale)
);
call tenant_table('message_template', 'select, insert, update, delete');
