-- Hours of the week that only certain visits may use: those of some services, those of new (or known) clients, or both.
-- They lie over the working hours and change nothing of them.
create table reserved_hours (
  practice_id uuid not null references practice,
  id uuid not null,
  practitioner_id uuid not null,
  -- null: wherever the practitioner works then.
  location_id uuid,
  weekday int not null check (weekday between 1 and 7),
  starts time not null,
  ends time not null,
  -- First and last day on which they hold; one day alone is said by the same day twice.
  valid_from date not null,
  valid_to date,
  clients text check (clients in ('new', 'existing')),
  -- So many minutes before they begin whatever is still free is open to everybody; null: it stays kept.
  release_minutes int check (release_minutes between 0 and 525600),
  primary key (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  -- They are released from their beginning on, so they begin and end on one day.
  check (ends > starts),
  check (valid_to is null or valid_to >= valid_from)
);
create index reserved_hours_of on reserved_hours (practice_id, practitioner_id);
call tenant_table('reserved_hours', 'select, insert, delete');

-- For which services; no row: for any, of the clients that are named.
create table reserved_hours_service (
  practice_id uuid not null references practice,
  reserved_hours_id uuid not null,
  service_id uuid not null,
  primary key (practice_id, reserved_hours_id, service_id),
  foreign key (practice_id, reserved_hours_id) references reserved_hours (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id)
);
call tenant_table('reserved_hours_service', 'select, insert, delete');

-- Limits in minutes beside those in visits: one long visit may fill a day that three short ones do not. null: no end.
alter table service
  add column max_minutes_per_day int check (max_minutes_per_day between 1 and 1440),
  add column max_minutes_per_week int check (max_minutes_per_week between 1 and 10080);
alter table practitioner_limit
  add column max_minutes_per_day int check (max_minutes_per_day between 1 and 1440),
  add column max_minutes_per_week int check (max_minutes_per_week between 1 and 10080);
-- A row that limits nothing would only be read for nothing.
alter table practitioner_limit drop constraint practitioner_limit_check;
alter table practitioner_limit add constraint practitioner_limit_check
  check (coalesce(max_per_day, max_per_week, max_minutes_per_day, max_minutes_per_week) is not null);
