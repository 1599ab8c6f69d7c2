-- What can be booked.
create table service (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  -- Name and description by language: {"de": {"name": …, "description": …}}.
  translations jsonb not null default '{}',
  description text,
  category text,
  color text,
  duration_minutes int not null check (duration_minutes between 1 and 1440),
  buffer_before_minutes int not null default 0 check (buffer_before_minutes between 0 and 480),
  buffer_after_minutes int not null default 0 check (buffer_after_minutes between 0 and 480),
  price_minor bigint not null default 0 check (price_minor >= 0),
  -- Hundredths of a percent: 1900 = 19 %.
  tax_basis_points int not null default 0 check (tax_basis_points between 0 and 10000),
  billing_code text,
  modes text[] not null default '{in_person}',
  min_notice_minutes int not null default 120 check (min_notice_minutes >= 0),
  horizon_days int not null default 180 check (horizon_days between 1 and 1095),
  cancel_cutoff_minutes int not null default 1440 check (cancel_cutoff_minutes >= 0),
  reschedule_cutoff_minutes int not null default 1440 check (reschedule_cutoff_minutes >= 0),
  slot_interval_minutes int not null default 15 check (slot_interval_minutes between 1 and 1440),
  bookable_online boolean not null default true,
  -- null: everybody; 'new' or 'existing' clients only.
  clients_only text check (clients_only in ('new', 'existing')),
  needs_room boolean not null default true,
  -- Keys of forms (intake) and note template (records) that go with it.
  form_keys text[] not null default '{}',
  note_template_key text,
  instructions text,
  -- Minutes before the start at which reminders go out, e.g. {2880, 120}.
  reminder_minutes int[] not null default '{1440}',
  position int not null default 0,
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id)
);
call tenant_table('service', 'select, insert, update');

-- Who offers it, with their own duration, price and buffers where they differ (null: as the service).
create table service_practitioner (
  practice_id uuid not null references practice,
  service_id uuid not null,
  practitioner_id uuid not null,
  duration_minutes int check (duration_minutes between 1 and 1440),
  price_minor bigint check (price_minor >= 0),
  buffer_before_minutes int check (buffer_before_minutes between 0 and 480),
  buffer_after_minutes int check (buffer_after_minutes between 0 and 480),
  primary key (practice_id, service_id, practitioner_id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id)
);
call tenant_table('service_practitioner', 'select, insert, update, delete');

-- Where it is offered; no row: everywhere.
create table service_location (
  practice_id uuid not null references practice,
  service_id uuid not null,
  location_id uuid not null,
  primary key (practice_id, service_id, location_id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
call tenant_table('service_location', 'select, insert, delete');

-- Which rooms will do; no row: any room of the location.
create table service_room (
  practice_id uuid not null references practice,
  service_id uuid not null,
  room_id uuid not null,
  primary key (practice_id, service_id, room_id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, room_id) references room (practice_id, id)
);
call tenant_table('service_room', 'select, insert, delete');

-- One free unit of each of these pools is needed.
create table service_equipment (
  practice_id uuid not null references practice,
  service_id uuid not null,
  pool_id uuid not null,
  primary key (practice_id, service_id, pool_id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, pool_id) references equipment_pool (practice_id, id)
);
call tenant_table('service_equipment', 'select, insert, delete');

-- Wall-clock hours of a practitioner at a location, in the location's zone.
create table working_hours (
  practice_id uuid not null references practice,
  id uuid not null,
  practitioner_id uuid not null,
  location_id uuid not null,
  weekday int not null check (weekday between 1 and 7),
  starts time not null,
  ends time not null,
  -- Alternating weeks: this row counts in week `cycle_week` (0-based) of a cycle of `cycle_length`, from valid_from's week.
  cycle_length int not null default 1 check (cycle_length between 1 and 12),
  cycle_week int not null default 0 check (cycle_week >= 0),
  valid_from date not null,
  valid_to date,
  primary key (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (ends > starts),
  check (cycle_week < cycle_length),
  check (valid_to is null or valid_to >= valid_from)
);
create index working_hours_of on working_hours (practice_id, practitioner_id);
call tenant_table('working_hours', 'select, insert, update, delete');

-- One day that differs: with no ranges a day off, else the hours of that day at that location.
create table hours_exception (
  practice_id uuid not null references practice,
  id uuid not null,
  practitioner_id uuid not null,
  location_id uuid,
  on_day date not null,
  starts time,
  ends time,
  note text,
  primary key (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check ((starts is null and ends is null) or (location_id is not null and ends > starts))
);
create index hours_exception_of on hours_exception (practice_id, practitioner_id, on_day);
call tenant_table('hours_exception', 'select, insert, update, delete');

-- Leave, meetings and other blocked time.
create table time_off (
  practice_id uuid not null references practice,
  id uuid not null,
  practitioner_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null check (kind in ('leave', 'sick', 'meeting', 'blocked')),
  note text,
  cancelled_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  check (ends_at > starts_at)
);
create index time_off_of on time_off (practice_id, practitioner_id, starts_at);
call tenant_table('time_off', 'select, insert, update');

-- A visit, from the hold to the end. Its state is derived from these times (docs/glossary.md) and kept as a word for the indexes.
create table appointment (
  practice_id uuid not null references practice,
  id uuid not null,
  -- null while it is only held.
  client_id uuid,
  practitioner_id uuid,
  service_id uuid not null,
  location_id uuid not null,
  room_id uuid,
  episode_id uuid,
  lead_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- The location's zone when it was booked: 09:00 stays 09:00 when a clock law changes.
  zone text not null,
  -- Imported visits of which only the day is known take up nobody's time.
  hour_known boolean not null default true,
  mode text not null default 'in_person',
  state text not null check (state in ('held', 'requested', 'booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show', 'cancelled', 'expired')),
  source text not null check (source in ('staff', 'online', 'phone', 'walk_in', 'series', 'plan', 'waitlist', 'replanning', 'import', 'api', 'simulation')),
  price_minor bigint not null,
  buffer_before_minutes int not null,
  buffer_after_minutes int not null,
  held_until timestamptz,
  -- What the visit is part of: a series (RFC 5545), a treatment plan, a chain of services back to back in one coming, a
  -- session of a group.
  series_id uuid,
  plan_id uuid,
  bundle_id uuid,
  session_id uuid,
  -- Asked for by the client where the service wants the practice's approval; it takes up time meanwhile.
  requested_at timestamptz,
  -- A keyed hash of the address that holds it online, to limit hoarding; forgotten after a day.
  held_by text,
  booked_at timestamptz,
  confirmed_at timestamptz,
  arrived_at timestamptz,
  in_room_at timestamptz,
  done_at timestamptz,
  no_show_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text check (cancelled_by in ('client', 'practice')),
  cancel_reason text,
  cancelled_late boolean,
  created_by text not null,
  -- Why this practitioner was chosen when the client had no wish.
  chosen_because jsonb,
  -- A knowing overlap is kept outside of the occupancy table, with its reason.
  overlap_reason text,
  notes text,
  -- The client had no other visit when it was booked.
  is_first boolean not null default false,
  -- Counts the changes told to calendars (RFC 5545 SEQUENCE).
  sequence int not null default 0,
  facts jsonb not null default '{}',
  import_key text,
  created_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  foreign key (practice_id, room_id) references room (practice_id, id),
  foreign key (practice_id, episode_id) references episode (practice_id, id),
  foreign key (practice_id, lead_id) references lead (practice_id, id),
  check (ends_at > starts_at),
  -- A hold frees itself; everything else belongs to somebody.
  check (state in ('held', 'expired') or client_id is not null),
  check (state <> 'held' or held_until is not null),
  check (state <> 'cancelled' or (cancelled_at is not null and cancelled_by is not null))
);
-- A second run of the same import finds the same visit.
create unique index appointment_imported on appointment (practice_id, import_key) where import_key is not null;
create index appointment_by_time on appointment (practice_id, starts_at) include (practitioner_id, state);
create index appointment_of_client on appointment (practice_id, client_id, starts_at desc);
create index appointment_of_practitioner on appointment (practice_id, practitioner_id, starts_at);
create index appointment_of_series on appointment (practice_id, series_id, starts_at) where series_id is not null;
create index appointment_of_plan on appointment (practice_id, plan_id, starts_at) where plan_id is not null;
create index appointment_of_bundle on appointment (practice_id, bundle_id) where bundle_id is not null;
create index appointment_of_session on appointment (practice_id, session_id) where session_id is not null;
create index appointment_held on appointment (practice_id, held_until) where state = 'held';
create index appointment_held_by on appointment (practice_id, held_by, created_at) where held_by is not null;
call tenant_table('appointment', 'select, insert, update, delete');

-- Whatever takes up a practitioner, room, equipment unit or client, one row each.
create table occupancy (
  practice_id uuid not null references practice,
  resource_id uuid not null,
  appointment_id uuid not null,
  resource_kind text not null check (resource_kind in ('practitioner', 'room', 'equipment', 'client')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  lead tstzrange not null,
  tail tstzrange not null,
  -- Of a hold: from then on it counts no more, and whoever wants the time may clear it away.
  held_until timestamptz,
  primary key (practice_id, appointment_id, resource_id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  -- Nobody and nothing is in two places. `lead` is [start - before, end), `tail` is [start, end + after): together the
  -- two say that visits never overlap and that neighbours keep max(after of the first, before of the second).
  constraint occupancy_lead exclude using gist (practice_id with =, resource_id with =, lead with &&),
  constraint occupancy_tail exclude using gist (practice_id with =, resource_id with =, tail with &&)
);
create index occupancy_by_time on occupancy (practice_id, resource_id, starts_at) include (ends_at, held_until);
call tenant_table('occupancy', 'select, insert, update, delete');
