-- One thread per client, over all channels. What went out is in `message`, what came in and notes are below.
create table conversation (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  state text not null check (state in ('open', 'waiting', 'closed')),
  assigned_to uuid,
  snoozed_until timestamptz,
  unread int not null default 0 check (unread >= 0),
  -- The oldest message of the client that nobody has answered.
  asked_at timestamptz,
  last_at timestamptz not null,
  last_text text not null,
  last_direction text not null check (last_direction in ('in', 'out')),
  last_channel text not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  constraint conversation_once unique (practice_id, client_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, assigned_to) references staff (practice_id, id)
);
create index conversation_inbox on conversation (practice_id, state, last_at desc, id desc);
create index conversation_by_time on conversation (practice_id, last_at desc, id desc);
create index conversation_unread on conversation (practice_id, last_at desc) where unread > 0;
create index conversation_snoozed on conversation (practice_id, snoozed_until) where snoozed_until is not null;
call tenant_table('conversation', 'select, insert, update');

create table inbound_message (
  practice_id uuid not null references practice,
  id uuid not null,
  -- Null: nobody knows who wrote it.
  client_id uuid,
  channel text not null check (channel in ('email', 'sms', 'portal')),
  from_address text not null,
  from_name text,
  subject text,
  -- Plain text only; what a mail had as HTML is kept as its words.
  body text not null,
  -- [{fileId, name, type, size}]; what could not be kept has a `refused` instead of a file.
  attachments jsonb not null default '[]',
  kind text not null check (kind in ('message', 'keyword', 'auto_reply', 'bounce')),
  -- What was done by itself: confirmed, sent_link, opted_out, opted_in, helped.
  outcome text,
  matched_by text check (matched_by in ('reply_address', 'sender', 'staff', 'link')),
  received_at timestamptz not null,
  -- Somebody looked at it and it belongs to nobody (advertising).
  dismissed_at timestamptz,
  dismissed_by text,
  -- The gateway's id or the mail's Message-ID: the same message twice is one.
  key text not null,
  primary key (practice_id, id),
  constraint inbound_message_once unique (practice_id, key),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index inbound_message_of_client on inbound_message (practice_id, client_id, received_at desc);
create index inbound_message_unmatched on inbound_message (practice_id, received_at desc) where client_id is null and dismissed_at is null;
call tenant_table('inbound_message', 'select, insert, update');

-- What the team writes in a thread for itself, and calls that were made or taken.
create table conversation_note (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('note', 'call_in', 'call_out')),
  body text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index conversation_note_of_client on conversation_note (practice_id, client_id, at desc);
call tenant_table('conversation_note', 'select, insert');

-- How long clients waited for an answer.
create table conversation_answer (
  practice_id uuid not null references practice,
  id uuid not null,
  conversation_id uuid not null,
  asked_at timestamptz not null,
  answered_at timestamptz not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, conversation_id) references conversation (practice_id, id),
  check (answered_at >= asked_at)
);
create index conversation_answer_by_time on conversation_answer (practice_id, answered_at);
call tenant_table('conversation_answer', 'select, insert');

-- Ready-made texts for replies; merge fields are checked when one is saved.
create table message_snippet (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  body text not null,
  changed_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- Found by its name.
  constraint message_snippet_once unique (practice_id, name)
);
call tenant_table('message_snippet', 'select, insert, update, delete');

-- Who wrote a reply, for the thread.
alter table message add column by_name text;
