-- Sessions of a group: one practitioner, one room, many seats. Each attendee is an appointment of their own with a seat in it.
create table session (
  practice_id uuid not null references practice,
  id uuid not null,
  service_id uuid not null,
  practitioner_id uuid not null,
  location_id uuid not null,
  room_id uuid,
  assistant_id uuid,
  -- Sessions that were scheduled together, such as a class on eight Tuesdays, carry the same.
  class_id uuid,
  title text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null,
  mode text not null default 'in_person',
  buffer_before_minutes int not null,
  buffer_after_minutes int not null,
  capacity int not null check (capacity between 1 and 500),
  -- Seats are taken by `update … set taken = taken + 1 where taken < capacity`: of those who want the last one, one has it.
  taken int not null default 0,
  -- A booking at a free time opened it; when the last attendee leaves it closes again.
  on_demand boolean not null default false,
  -- A seat that frees goes to the first who waits without anybody's doing.
  auto_promote boolean not null default false,
  notes text,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  created_by text not null,
  created_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, assistant_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  foreign key (practice_id, room_id) references room (practice_id, id),
  check (ends_at > starts_at),
  -- Nobody sits on a seat that is not there.
  check (taken between 0 and capacity)
);
create index session_by_time on session (practice_id, starts_at);
create index session_of_class on session (practice_id, class_id) where class_id is not null;
call tenant_table('session', 'select, insert, update');

alter table appointment
  -- Who helps beside the practitioner.
  add column assistant_id uuid,
  add foreign key (practice_id, assistant_id) references staff (practice_id, id),
  add foreign key (practice_id, session_id) references session (practice_id, id);

-- Who waits for a seat, in the order of their coming.
create table session_waiting (
  practice_id uuid not null references practice,
  id uuid not null,
  session_id uuid not null,
  client_id uuid not null,
  notes text,
  added_at timestamptz not null,
  added_by text not null,
  -- Set when they gave up, or when they got a seat.
  left_at timestamptz,
  appointment_id uuid,
  primary key (practice_id, id),
  foreign key (practice_id, session_id) references session (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id)
);
-- Nobody waits twice for the same seat.
create unique index session_waiting_once on session_waiting (practice_id, session_id, client_id) where left_at is null;
call tenant_table('session_waiting', 'select, insert, update');

-- Ticks on the checklist of a visit, by the text as it was when it was ticked.
create table visit_check (
  practice_id uuid not null references practice,
  appointment_id uuid not null,
  item text not null,
  done_at timestamptz not null,
  done_by text not null,
  primary key (practice_id, appointment_id, item),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id)
);
call tenant_table('visit_check', 'select, insert, delete');

-- Time is taken up by a visit or by a session.
alter table occupancy
  drop constraint occupancy_pkey,
  alter column appointment_id drop not null,
  add column session_id uuid,
  add foreign key (practice_id, session_id) references session (practice_id, id),
  -- Whoever takes it must be able to give it back: exactly one of the two.
  add constraint occupancy_of_one check (num_nonnulls(appointment_id, session_id) = 1),
  drop constraint occupancy_resource_kind_check,
  add constraint occupancy_resource_kind_check check (resource_kind in ('practitioner', 'assistant', 'room', 'equipment', 'client'));
-- Two rows of one resource with the same start would overlap, so this is a key; it is also how a diary is read.
drop index occupancy_by_time;
alter table occupancy add constraint occupancy_pkey primary key (practice_id, resource_id, starts_at) include (ends_at, held_until);
create index occupancy_of_appointment on occupancy (practice_id, appointment_id) where appointment_id is not null;
create index occupancy_of_session on occupancy (practice_id, session_id) where session_id is not null;

alter table service
  -- Clients join sessions that are scheduled; at other free times they open none.
  add column scheduled_only boolean not null default false;
