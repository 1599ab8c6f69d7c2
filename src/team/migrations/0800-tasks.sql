-- Something that somebody has to do: one person's, or a queue's until somebody takes it.
create table task (
  practice_id uuid not null references practice,
  id uuid not null,
  title text not null,
  notes text,
  owner_id uuid,
  queue text check (queue in ('front_desk', 'billing', 'clinical', 'managers')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  due_on date,
  -- Relative to the visit it is about: so many days after its day (negative: before). A moved visit moves the task.
  due_days_after_visit int check (due_days_after_visit between -365 and 365),
  client_id uuid,
  -- What it is about, when that is more than the client.
  subject_type text,
  subject_id uuid,
  appointment_id uuid,
  -- [{text, doneBy, doneAt}]
  checklist jsonb not null default '[]',
  created_at timestamptz not null,
  created_by text not null,
  -- The automation that made it, by the name it had then.
  rule_id uuid,
  rule_name text,
  -- A step of a rule makes its task once, however often it is tried.
  key text,
  done_at timestamptz,
  done_by text,
  row_version int not null default 1,
  primary key (practice_id, id),
  constraint task_once unique (practice_id, key),
  foreign key (practice_id, owner_id) references staff (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  -- Nobody's task is done by nobody.
  check (owner_id is not null or queue is not null),
  check ((subject_type is null) = (subject_id is null)),
  check (due_days_after_visit is null or appointment_id is not null),
  check ((done_at is null) = (done_by is null))
);
create index task_open_of_owner on task (practice_id, owner_id) where done_at is null;
create index task_open_of_queue on task (practice_id, queue) where done_at is null;
create index task_of_client on task (practice_id, client_id, created_at desc);
create index task_of_appointment on task (practice_id, appointment_id) where appointment_id is not null;
create index task_by_done on task (practice_id, done_at desc) where done_at is not null;
call tenant_table('task', 'select, insert, update');

create table task_comment (
  practice_id uuid not null references practice,
  id uuid not null,
  task_id uuid not null,
  text text not null,
  by text not null,
  at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, task_id) references task (practice_id, id)
);
create index task_comment_of_task on task_comment (practice_id, task_id, id);
call tenant_table('task_comment', 'select, insert');
