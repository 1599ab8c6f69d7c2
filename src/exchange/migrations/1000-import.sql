-- A file that somebody brought: what was uploaded, how it is read, what became of it. One row per file and run.
create table import_batch (
  practice_id uuid not null references practice,
  id uuid not null,
  kind text not null check (kind in ('appointments', 'clients')),
  state text not null check (state in ('uploaded', 'checking', 'checked', 'running', 'finished', 'failed', 'undoing', 'undone')),
  file_name text not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_size bigint not null check (file_size >= 0),
  -- The mapping as it was used: without it nobody could tell later why a row was read as it was.
  map jsonb,
  -- How many rows of the file are behind us; a run that was interrupted goes on from there.
  rows_read int not null default 0,
  counts jsonb not null default '{}',
  failure text,
  created_at timestamptz not null,
  created_by text not null,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by text,
  row_version int not null default 1,
  primary key (practice_id, id),
  check (state in ('uploaded', 'failed') or map is not null)
);
create index import_batch_by_time on import_batch (practice_id, created_at desc, id desc);
call tenant_table('import_batch', 'select, insert, update');

-- What a batch made, and from which line of the file: undo takes back exactly this.
create table import_item (
  practice_id uuid not null references practice,
  batch_id uuid not null,
  subject_type text not null check (subject_type in ('appointment', 'client', 'service', 'staff', 'location')),
  subject_id uuid not null,
  line int not null,
  primary key (practice_id, batch_id, subject_type, subject_id),
  foreign key (practice_id, batch_id) references import_batch (practice_id, id)
);
create index import_item_of_subject on import_item (practice_id, subject_id);
call tenant_table('import_item', 'select, insert, delete');

-- A row that was not taken, or taken although something about it cannot be.
create table import_problem (
  practice_id uuid not null references practice,
  id uuid not null,
  batch_id uuid not null,
  line int not null,
  kind text not null check (kind in ('refused', 'odd', 'skipped', 'repeated')),
  code text not null,
  message text not null,
  -- The row as it stood in the file, so that it can be put right and brought again.
  cells jsonb not null,
  primary key (practice_id, id),
  foreign key (practice_id, batch_id) references import_batch (practice_id, id)
);
create index import_problem_of_batch on import_problem (practice_id, batch_id, line, id);
call tenant_table('import_problem', 'select, insert, delete');

-- Taking an import back removes what it made. What anything else refers to is held by the foreign keys.
grant delete on client_practitioner, service, staff, location, message to atrium_app;
