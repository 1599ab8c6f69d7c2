-- A device at the entrance on which clients check themselves in; its secret is a link of its own.
create table kiosk (
  practice_id uuid not null references practice,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  created_at timestamptz not null,
  created_by text not null,
  last_seen_at timestamptz,
  -- Wrong tries in the current stretch of five minutes: who guesses must wait.
  misses int not null default 0,
  misses_since timestamptz,
  revoked_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
call tenant_table('kiosk', 'select, insert, update');

-- How a visit was checked in and when the client was ready; arrived and in room stand with the visit.
create table check_in (
  practice_id uuid not null references practice,
  appointment_id uuid not null,
  details_confirmed_at timestamptz,
  way text check (way in ('phone', 'kiosk', 'desk')),
  kiosk_id uuid,
  checked_in_at timestamptz,
  ready_at timestamptz,
  ready_by text,
  -- The desk let the client in although something was missing.
  override_reason text,
  override_by text,
  override_at timestamptz,
  primary key (practice_id, appointment_id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, kiosk_id) references kiosk (practice_id, id),
  check ((override_reason is null) = (override_by is null))
);
call tenant_table('check_in', 'select, insert, update');
