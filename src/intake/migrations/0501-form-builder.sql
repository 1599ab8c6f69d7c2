-- What somebody is working on in the form builder; a version is made of it by publishing.
create table form_draft (
  practice_id uuid not null references practice,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9-]{1,40}$'),
  title text not null,
  -- A FHIR R4 Questionnaire that may still be unfinished.
  definition jsonb not null,
  -- The version it began from; none for a form that was never published.
  based_on int,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- One draft of a form: two people who change it work on the same one.
  unique (practice_id, key)
);
call tenant_table('form_draft', 'select, insert, update, delete');

-- A file that was sent with a form. Answers may only name files of their own request.
create table form_file (
  practice_id uuid not null references practice,
  id uuid not null,
  form_request_id uuid not null,
  file_id uuid not null,
  -- The question it answers.
  link_id text not null,
  created_at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, form_request_id) references form_request (practice_id, id),
  foreign key (practice_id, file_id) references stored_file (practice_id, id)
);
create index form_file_of_request on form_file (practice_id, form_request_id);
call tenant_table('form_file', 'select, insert');

-- What a form said about the client that the chart did not: written at once where the chart had nothing, else left to people.
create table form_chart_change (
  practice_id uuid not null references practice,
  id uuid not null,
  form_request_id uuid not null,
  client_id uuid not null,
  field text not null,
  before text,
  after text not null,
  state text not null check (state in ('open', 'filled', 'taken', 'kept')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (practice_id, id),
  -- However often the event of the completion is delivered.
  constraint form_chart_change_once unique (practice_id, form_request_id, field),
  foreign key (practice_id, form_request_id) references form_request (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  check ((state in ('taken', 'kept')) = (decided_by is not null))
);
create index form_chart_change_of_client on form_chart_change (practice_id, client_id, created_at desc);
call tenant_table('form_chart_change', 'select, insert, update');
