-- A lost day or room, a day with holes or a week too full: the new times proposed for the visits it concerns, from the
-- draft to the last answer.
create table replanning (
  practice_id uuid not null references practice,
  id uuid not null,
  kind text not null check (kind in ('lost', 'gaps', 'level')),
  -- Who or what is lost, or whose day it is.
  practitioner_id uuid,
  room_id uuid,
  location_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text,
  -- Until when new times are looked for.
  search_until timestamptz not null,
  -- Hours that a client has for an answer.
  answer_hours int not null check (answer_hours between 1 and 336),
  -- The sum of all costs, and what no plan can cost less than.
  cost int not null default 0,
  bound int not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  undone_by text,
  undone_at timestamptz,
  discarded_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, room_id) references room (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (ends_at > starts_at),
  -- One thing is lost at a time, so that a proposal can say what it avoids.
  check (num_nonnulls(practitioner_id, room_id, location_id) = 1)
);
create index replanning_by_time on replanning (practice_id, created_at desc);
call tenant_table('replanning', 'select, insert, update');

-- One visit of it: how it was, what is proposed, what came of it.
create table replanning_row (
  practice_id uuid not null references practice,
  id uuid not null,
  replanning_id uuid not null,
  appointment_id uuid not null,
  position int not null,
  old_starts_at timestamptz not null,
  old_ends_at timestamptz not null,
  old_practitioner_id uuid,
  old_location_id uuid not null,
  old_room_id uuid,
  new_starts_at timestamptz,
  new_ends_at timestamptz,
  new_practitioner_id uuid,
  new_location_id uuid,
  new_room_id uuid,
  cost int not null default 0,
  -- What the cost is made of: [{"code": "later", "points": 20, "values": {"days": 2}}].
  terms jsonb not null default '[]',
  -- Why there is no proposal.
  why_not text,
  -- What the approval does with it.
  choice text not null check (choice in ('move', 'offer', 'leave', 'cancel', 'call')),
  -- Chosen by a person: proposing again leaves it.
  pinned boolean not null default false,
  state text not null check (state in ('proposed', 'nothing_fits', 'queued', 'moved', 'offered', 'accepted', 'todo', 'settled', 'left',
    'cancelled', 'changed', 'undoing', 'undone', 'not_undone')),
  -- The time was taken before the approval or the answer came; what is proposed now is another one.
  reproposed_at timestamptz,
  offered_at timestamptz,
  answer_by timestamptz,
  answered_at timestamptz,
  -- Why somebody has to call, or why it could not be put back.
  todo_why text,
  todo_staff_id uuid,
  todo_tries int not null default 0,
  todo_note text,
  settled_at timestamptz,
  primary key (practice_id, id),
  -- A visit has one row in a replanning.
  unique (practice_id, replanning_id, appointment_id),
  foreign key (practice_id, replanning_id) references replanning (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, new_practitioner_id) references staff (practice_id, id),
  foreign key (practice_id, new_location_id) references location (practice_id, id),
  foreign key (practice_id, todo_staff_id) references staff (practice_id, id),
  -- A proposal is whole or not there.
  check (num_nulls(new_starts_at, new_ends_at, new_practitioner_id, new_location_id) in (0, 4)),
  check (state not in ('proposed', 'offered', 'moved', 'accepted') or new_starts_at is not null),
  check (state <> 'offered' or answer_by is not null)
);
create index replanning_row_of_visit on replanning_row (practice_id, appointment_id);
create index replanning_row_by_answer on replanning_row (practice_id, answer_by) where state = 'offered';
create index replanning_row_to_do on replanning_row (practice_id, replanning_id) where state = 'todo';
-- A client has one open offer for a visit: two would let one visit be in two minds.
create unique index replanning_row_offered_once on replanning_row (practice_id, appointment_id) where state = 'offered';
call tenant_table('replanning_row', 'select, insert, update');
