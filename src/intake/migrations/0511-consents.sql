-- What people are asked to agree to. The draft may change; what is published never does.
create table consent_purpose (
  practice_id uuid not null references practice,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9-]{1,40}$'),
  -- An agreement counts for so long; null: until it is withdrawn or the text changes.
  valid_months int check (valid_months between 1 and 240),
  -- 'tick' for what needs no signature.
  signing text not null check (signing in ('signature', 'tick')),
  -- May somebody say no? A treatment cannot be begun without; photos can be declined.
  may_decline boolean not null default true,
  -- locale → {title, body, effect}: what is being written, until it is published.
  draft jsonb,
  position int not null default 0,
  retired_at timestamptz,
  created_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  unique (practice_id, key)
);
call tenant_table('consent_purpose', 'select, insert, update');

-- A published text. Whoever agreed, agreed to exactly this: nobody may update or delete it.
create table consent_text (
  practice_id uuid not null references practice,
  id uuid not null,
  purpose_id uuid not null,
  version int not null check (version > 0),
  texts jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- False for minor wording: those who agreed to the version before need not be asked again.
  asks_again boolean not null,
  minor_reason text,
  published_at timestamptz not null,
  published_by text not null,
  primary key (practice_id, id),
  unique (practice_id, purpose_id, version),
  foreign key (practice_id, purpose_id) references consent_purpose (practice_id, id),
  -- Not asking again needs a reason.
  check (asks_again or minor_reason is not null)
);
call tenant_table('consent_text', 'select, insert');

-- A client is asked to agree, usually for a visit.
create table consent_request (
  practice_id uuid not null references practice,
  id uuid not null,
  purpose_id uuid not null,
  client_id uuid not null,
  appointment_id uuid,
  state text not null check (state in ('requested', 'answered', 'withdrawn')),
  why text not null,
  blocks_check_in boolean not null default false,
  rule_id uuid,
  ask_at timestamptz,
  requested_at timestamptz not null,
  answered_at timestamptz,
  primary key (practice_id, id),
  -- A visit asks for the same consent once, however often its event is delivered.
  constraint consent_request_once unique (practice_id, appointment_id, purpose_id),
  foreign key (practice_id, purpose_id) references consent_purpose (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, rule_id) references packet_rule (practice_id, id)
);
create index consent_request_of_client on consent_request (practice_id, client_id, requested_at desc);
create index consent_request_of_visit on consent_request (practice_id, appointment_id) where appointment_id is not null;
call tenant_table('consent_request', 'select, insert, update');

-- Agreed, declined, withdrawn: each act is a row, and the latest one counts. Never changed.
create table consent_act (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  purpose_id uuid not null,
  -- Counts the acts of a client on a purpose: of two at once one is the later one.
  nth int not null check (nth > 0),
  text_id uuid not null,
  request_id uuid,
  act text not null check (act in ('agreed', 'declined', 'withdrawn')),
  locale text not null,
  signer_name text not null,
  relation text not null check (relation in ('self', 'parent', 'guardian', 'representative')),
  -- Drawn or typed by the person, ticked, on paper, or told to the staff.
  how text not null check (how in ('drawn', 'typed', 'ticked', 'paper', 'told')),
  reason text,
  by_kind text not null,
  by_name text not null,
  at timestamptz not null,
  expires_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, client_id, purpose_id, nth),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, purpose_id) references consent_purpose (practice_id, id),
  foreign key (practice_id, text_id) references consent_text (practice_id, id),
  foreign key (practice_id, request_id) references consent_request (practice_id, id),
  -- A withdrawal says why; "no reason given" is an answer, too.
  check (act <> 'withdrawn' or reason is not null)
);
call tenant_table('consent_act', 'select, insert');

-- A signature seals a form or an act of consent.
alter table signature
  alter column form_request_id drop not null,
  add column consent_act_id uuid,
  add column device text,
  -- Who signed, where the practice knows them as somebody who may sign for the client.
  add column signer_client_id uuid,
  add column text_version text,
  -- Over all evidence together with the document: one changed byte shows.
  add column seal_sha256 text check (seal_sha256 ~ '^[0-9a-f]{64}$'),
  add constraint signature_of_one check (num_nonnulls(form_request_id, consent_act_id) = 1),
  add constraint signature_of_act foreign key (practice_id, consent_act_id) references consent_act (practice_id, id),
  add constraint signature_by_client foreign key (practice_id, signer_client_id) references client (practice_id, id);

-- The PDF of a signature, as it was made. Made after the signing, once.
create table sealed_document (
  practice_id uuid not null references practice,
  signature_id uuid not null,
  file_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  primary key (practice_id, signature_id),
  foreign key (practice_id, signature_id) references signature (practice_id, id),
  foreign key (practice_id, file_id) references stored_file (practice_id, id)
);
call tenant_table('sealed_document', 'select, insert');
