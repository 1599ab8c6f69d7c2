-- Somebody who would like an (earlier) visit when time frees.
create table waitlist_entry (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  service_id uuid not null,
  mode text not null default 'in_person' check (mode in ('in_person', 'video', 'phone', 'home')),
  -- null: as long as the service takes.
  duration_minutes int check (duration_minutes between 1 and 1440),
  -- When they could come, by the clock of the location: [{"weekday": 1, "from": "09:00", "to": "12:00"}]; empty: at any time.
  wanted_times jsonb not null default '[]',
  from_day date,
  to_day date,
  urgency text not null default 'routine' check (urgency in ('routine', 'soon', 'urgent')),
  note text,
  -- The later visit that would be moved to the freed time; null: the visit would come in addition.
  replaces_id uuid,
  -- "Tell me a day before at least."
  min_notice_minutes int not null default 0 check (min_notice_minutes between 0 and 43200),
  expires_on date,
  state text not null default 'waiting' check (state in ('waiting', 'booked', 'withdrawn', 'expired')),
  waiting_since timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  -- The visit they got.
  appointment_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, replaces_id) references appointment (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  -- A span that ends before it begins never matches.
  constraint waitlist_entry_days check (to_day >= from_day),
  -- Whoever waits no longer did so from some moment on.
  check ((state = 'waiting') = (ended_at is null)),
  check (state <> 'booked' or appointment_id is not null)
);
-- A visit can be moved once: two wishes for it would promise it twice.
create unique index waitlist_entry_once_a_visit on waitlist_entry (practice_id, replaces_id) where state = 'waiting' and replaces_id is not null;
-- Nobody waits twice for the same.
create unique index waitlist_entry_once on waitlist_entry (practice_id, client_id, service_id) where state = 'waiting' and replaces_id is null;
create index waitlist_entry_of_state on waitlist_entry (practice_id, state, waiting_since);
create index waitlist_entry_of_client on waitlist_entry (practice_id, client_id);
-- Whoever takes a visit away (an import undone, a lost race) is told at once whether one of these stands on it.
create index waitlist_entry_on_visit on waitlist_entry (practice_id, replaces_id) where replaces_id is not null;
create index waitlist_entry_got_visit on waitlist_entry (practice_id, appointment_id) where appointment_id is not null;
call tenant_table('waitlist_entry', 'select, insert, update');

-- With whom; no row: with anybody who offers the service.
create table waitlist_entry_practitioner (
  practice_id uuid not null references practice,
  entry_id uuid not null,
  practitioner_id uuid not null,
  primary key (practice_id, entry_id, practitioner_id),
  foreign key (practice_id, entry_id) references waitlist_entry (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id)
);
call tenant_table('waitlist_entry_practitioner', 'select, insert, delete');

-- Where; no row: anywhere.
create table waitlist_entry_location (
  practice_id uuid not null references practice,
  entry_id uuid not null,
  location_id uuid not null,
  primary key (practice_id, entry_id, location_id),
  foreign key (practice_id, entry_id) references waitlist_entry (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
call tenant_table('waitlist_entry_location', 'select, insert, delete');

-- Time of a practitioner that came free, and what became of it.
create table waitlist_slot (
  practice_id uuid not null references practice,
  id uuid not null,
  practitioner_id uuid not null,
  location_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null,
  cause text not null check (cause in ('cancelled', 'moved', 'hours', 'by_hand')),
  -- What freed it, once: an event that is delivered twice frees the time once.
  key text not null,
  -- The visit that was there, its service and its price.
  appointment_id uuid,
  service_id uuid,
  price_minor bigint,
  -- The freed time whose offer made this one free (somebody moved up), and how many steps that goes back.
  parent_id uuid,
  depth int not null default 0,
  freed_at timestamptz not null,
  -- Groups that have been asked so far, and when the next one is.
  rounds int not null default 0,
  next_at timestamptz,
  -- Nobody else is asked from then on; offers that are out still count.
  closed_at timestamptz,
  closed_because text check (closed_because in ('filled', 'taken', 'nobody', 'too_late', 'restored', 'stopped', 'not_automatic')),
  -- The first visit that used at least half of it.
  filled_at timestamptz,
  filled_by uuid,
  filled_how text check (filled_how in ('waitlist', 'moved_up', 'other')),
  -- Where the practice keeps the time for those who are asked.
  hold_id uuid,
  primary key (practice_id, id),
  unique (practice_id, key),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, parent_id) references waitlist_slot (practice_id, id),
  foreign key (practice_id, filled_by) references appointment (practice_id, id),
  foreign key (practice_id, hold_id) references appointment (practice_id, id),
  check (ends_at > starts_at),
  check ((closed_at is null) = (closed_because is null)),
  check ((filled_at is null) = (filled_by is null))
);
create index waitlist_slot_due on waitlist_slot (practice_id, next_at) where closed_at is null;
create index waitlist_slot_open on waitlist_slot (practice_id, ends_at) where filled_at is null;
create index waitlist_slot_freed on waitlist_slot (practice_id, freed_at);
create index waitlist_slot_of_visit on waitlist_slot (practice_id, appointment_id) where appointment_id is not null;
create index waitlist_slot_filled_by on waitlist_slot (practice_id, filled_by) where filled_by is not null;
create index waitlist_slot_hold on waitlist_slot (practice_id, hold_id) where hold_id is not null;
call tenant_table('waitlist_slot', 'select, insert, update');

-- A freed time, offered to one person.
create table waitlist_offer (
  practice_id uuid not null references practice,
  id uuid not null,
  slot_id uuid not null,
  entry_id uuid not null,
  client_id uuid not null,
  service_id uuid not null,
  practitioner_id uuid not null,
  location_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null,
  -- 0: by hand.
  round int not null,
  -- Why this person: {total, parts: [{key, value, weight, points, facts}]}.
  score jsonb not null,
  state text not null default 'open' check (state in ('open', 'claimed', 'declined', 'lost', 'expired', 'withdrawn')),
  -- "Not this one again."
  never_again boolean not null default false,
  offered_at timestamptz not null,
  offered_by text not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  appointment_id uuid,
  primary key (practice_id, id),
  -- However often the work is done again, nobody is offered the same time twice.
  constraint waitlist_offer_once unique (practice_id, slot_id, entry_id),
  foreign key (practice_id, slot_id) references waitlist_slot (practice_id, id),
  foreign key (practice_id, entry_id) references waitlist_entry (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  check (ends_at > starts_at),
  check ((state = 'open') = (answered_at is null)),
  check ((state = 'claimed') = (appointment_id is not null))
);
create index waitlist_offer_open on waitlist_offer (practice_id, expires_at) where state = 'open';
create index waitlist_offer_of_entry on waitlist_offer (practice_id, entry_id, offered_at);
create index waitlist_offer_of_client on waitlist_offer (practice_id, client_id, offered_at);
create index waitlist_offer_got_visit on waitlist_offer (practice_id, appointment_id) where appointment_id is not null;
call tenant_table('waitlist_offer', 'select, insert, update');
