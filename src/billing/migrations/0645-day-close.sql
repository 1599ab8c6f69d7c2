-- The end of a day at a location: its figures as they were, and who said that they are right.
create table day_close (
  practice_id uuid not null references practice,
  id uuid not null,
  location_id uuid not null,
  day date not null,
  closed_at timestamptz not null,
  closed_by text not null,
  figures jsonb not null,
  -- Why it was closed although something was left to do.
  left_open_reason text,
  note text,
  reopened_at timestamptz,
  reopened_by text,
  reopen_reason text,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check ((reopened_at is null) = (reopen_reason is null))
);
-- A day is closed once at a time.
create unique index day_close_once on day_close (practice_id, location_id, day) where reopened_at is null;
create index day_close_by_day on day_close (practice_id, day desc);
call tenant_table('day_close', 'select, insert, update');

-- Why nobody pays for a visit, in one word beside the words of whoever said so.
alter table charge add column void_code text check (void_code in ('no_service', 'duplicate', 'included', 'goodwill', 'billed_elsewhere', 'staff', 'other'));
