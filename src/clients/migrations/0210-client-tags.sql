-- Words that a practice puts on its clients: "VIP", "needs interpreter". Written as typed, compared without case.
create table client_tag (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  tag text not null check (length(tag) between 1 and 60),
  tag_key text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (practice_id, id),
  -- A client has a tag once.
  constraint client_tag_once unique (practice_id, client_id, tag_key),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index client_tag_by_tag on client_tag (practice_id, tag_key);
call tenant_table('client_tag', 'select, insert, delete');
