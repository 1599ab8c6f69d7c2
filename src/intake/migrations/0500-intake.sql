-- A form as the practice uses it: a FHIR R4 Questionnaire. A changed text is a new version; answered ones keep theirs.
create table form (
  practice_id uuid not null references practice,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9-]{1,40}$'),
  version int not null check (version > 0),
  title text not null,
  definition jsonb not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, key, version)
);
call tenant_table('form', 'select, insert, update');

-- A form that a client was asked to fill in, with what they typed so far.
create table form_request (
  practice_id uuid not null references practice,
  id uuid not null,
  form_id uuid not null,
  client_id uuid not null,
  appointment_id uuid,
  state text not null check (state in ('requested', 'started', 'completed', 'withdrawn')),
  why text not null,
  -- linkId → list of values, as typed.
  answers jsonb not null default '{}',
  -- The FHIR R4 QuestionnaireResponse, once completed.
  response jsonb,
  requested_at timestamptz not null,
  started_at timestamptz,
  completed_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- A visit asks for the same form once, however often its event is delivered.
  constraint form_request_once unique (practice_id, appointment_id, form_id),
  foreign key (practice_id, form_id) references form (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  check (state <> 'completed' or (completed_at is not null and response is not null))
);
create index form_request_of_client on form_request (practice_id, client_id, requested_at desc);
create index form_request_open on form_request (practice_id, requested_at) where state in ('requested', 'started');
call tenant_table('form_request', 'select, insert, update');

-- Who signed what, exactly: the document as it was, its hash, when and from where. Never changed.
create table signature (
  practice_id uuid not null references practice,
  id uuid not null,
  form_request_id uuid not null,
  client_id uuid not null,
  signer_name text not null,
  relation text not null check (relation in ('self', 'parent', 'guardian', 'representative')),
  method text not null check (method in ('typed', 'drawn')),
  -- Strokes as points, so that the picture can be drawn again at any size.
  strokes jsonb,
  -- The text that was signed (form with version, and answers) and its sha256.
  document text not null,
  document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
  address text,
  signed_at timestamptz not null,
  primary key (practice_id, id),
  unique (practice_id, form_request_id),
  foreign key (practice_id, form_request_id) references form_request (practice_id, id),
  check (method = 'typed' or strokes is not null)
);
call tenant_table('signature', 'select, insert');
