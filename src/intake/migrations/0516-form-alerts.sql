-- Answers that a form says must be looked at the same day ("alert when"): one row for each, kept after it was seen.
create table form_alert (
  practice_id uuid not null references practice,
  id uuid not null,
  form_request_id uuid not null,
  client_id uuid not null,
  -- The key of the answer, and what it is about in the words of the version that was answered.
  link_id text not null,
  words text not null,
  raised_at timestamptz not null,
  seen_at timestamptz,
  seen_by text,
  note text,
  primary key (practice_id, id),
  -- A form that is handed in raises each of its alerts once.
  constraint form_alert_once unique (practice_id, form_request_id, link_id),
  foreign key (practice_id, form_request_id) references form_request (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  -- Who saw it stands beside when.
  constraint form_alert_seen check ((seen_at is null) = (seen_by is null))
);
create index form_alert_of_client on form_alert (practice_id, client_id, raised_at desc);
call tenant_table('form_alert', 'select, insert, update');
