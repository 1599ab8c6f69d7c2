-- How a note is laid out; from the profession pack, and changed by the practice as new versions.
create table note_template (
  practice_id uuid not null references practice,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9-]{1,40}$'),
  version int not null check (version > 0),
  -- {"en": …, "de": …}
  title jsonb not null,
  sections jsonb not null,
  created_at timestamptz not null,
  primary key (practice_id, id),
  unique (practice_id, key, version)
);
call tenant_table('note_template', 'select, insert');

-- A note while it is written.
create table note_draft (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  appointment_id uuid,
  template_id uuid not null,
  author_id uuid not null,
  privacy text not null check (privacy in ('team', 'author')),
  -- Section key → value.
  content jsonb not null default '{}',
  started_at timestamptz not null,
  saved_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- One note a visit and author: two clicks open the same draft.
  constraint note_draft_once unique (practice_id, appointment_id, author_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, template_id) references note_template (practice_id, id),
  foreign key (practice_id, author_id) references staff (practice_id, id)
);
create index note_draft_of_client on note_draft (practice_id, client_id);
call tenant_table('note_draft', 'select, insert, update, delete');

-- A signed note. It moves here from the drafts and cannot be changed or deleted any more: there is no such right.
create table note (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  appointment_id uuid,
  template_id uuid not null,
  author_id uuid not null,
  privacy text not null check (privacy in ('team', 'author')),
  content jsonb not null,
  started_at timestamptz not null,
  signed_at timestamptz not null,
  signed_by text not null,
  -- sha256 over the exact text that was signed.
  document text not null,
  document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
  primary key (practice_id, id),
  constraint note_signed_once unique (practice_id, appointment_id, author_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, template_id) references note_template (practice_id, id),
  foreign key (practice_id, author_id) references staff (practice_id, id)
);
create index note_of_client on note (practice_id, client_id, signed_at desc);
call tenant_table('note', 'select, insert');

-- What was added after signing, and why. The original stays readable.
create table note_amendment (
  practice_id uuid not null references practice,
  id uuid not null,
  note_id uuid not null,
  author_id uuid,
  author_name text not null,
  reason text not null,
  body text not null,
  amended_at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, note_id) references note (practice_id, id)
);
create index note_amendment_of_note on note_amendment (practice_id, note_id, amended_at);
call tenant_table('note_amendment', 'select, insert');
