-- What staff knows of a person goes before what their history says: the hour and the channel of their reminders.
create table reminder_pin (
  practice_id uuid not null references practice,
  client_id uuid not null,
  hour int check (hour between 0 and 23),
  channel text check (channel in ('email', 'sms', 'call')),
  pinned_by text not null,
  pinned_at timestamptz not null,
  primary key (practice_id, client_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  -- A pin that says nothing would only be read for nothing.
  check (hour is not null or channel is not null)
);
call tenant_table('reminder_pin', 'select, insert, update, delete');
