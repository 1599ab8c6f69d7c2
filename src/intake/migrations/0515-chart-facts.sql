-- What a practice must know at once about a client and no other part keeps: whom to call, allergies, medicines.
create table chart_fact (
  practice_id uuid not null references practice,
  client_id uuid not null,
  field text not null check (field in ('contact', 'allergies', 'medication')),
  said text not null check (said <> ''),
  -- The form that said so, where one did.
  form_request_id uuid,
  changed_at timestamptz not null,
  changed_by text not null,
  row_version int not null default 1,
  primary key (practice_id, client_id, field),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, form_request_id) references form_request (practice_id, id)
);
call tenant_table('chart_fact', 'select, insert, update, delete');
