-- Puzzles that were used for a booking: each counts once. Rows go when the puzzle would be over anyway.
create table spent_puzzle (
  practice_id uuid not null references practice,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (practice_id, nonce)
);
create index spent_puzzle_over on spent_puzzle (practice_id, expires_at);
call tenant_table('spent_puzzle', 'select, insert, delete');

-- A booking that waits for the mailed link. No client is made of it before: whoever types a stranger's address must not
-- fill the list of clients. The row goes when the visit counts or its hold is over.
create table booking_to_confirm (
  practice_id uuid not null references practice,
  appointment_id uuid not null,
  -- What was typed, as the confirmation of a hold takes it.
  details jsonb not null,
  email text not null,
  language text not null check (language in ('en', 'de')),
  -- Mails sent for this hold: nobody's box is flooded through us.
  mails int not null default 0 check (mails between 0 and 3),
  asked_at timestamptz not null,
  primary key (practice_id, appointment_id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id)
);
call tenant_table('booking_to_confirm', 'select, insert, update, delete');

-- What clients read about a practitioner when they choose.
create table booking_profile (
  practice_id uuid not null references practice,
  practitioner_id uuid not null,
  about text,
  -- Languages spoken with clients, as BCP 47 tags: {en, de, tr}.
  languages text[] not null default '{}',
  primary key (practice_id, practitioner_id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id)
);
call tenant_table('booking_profile', 'select, insert, update');

-- A calendar to subscribe to. Its address is a secret link (purpose 'calendar_feed') of which only the hash is kept.
create table calendar_feed (
  practice_id uuid not null references practice,
  id uuid not null,
  practitioner_id uuid not null,
  -- How much of a visit the subscriber reads; the address may be passed on, so the least is the default.
  detail text not null default 'busy' check (detail in ('busy', 'initials', 'names')),
  name text not null,
  created_at timestamptz not null,
  created_by text not null,
  last_read_at timestamptz,
  revoked_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id)
);
create index calendar_feed_of on calendar_feed (practice_id, practitioner_id);
call tenant_table('calendar_feed', 'select, insert, update');

-- Requests that wait for the practice are few beside all visits: the list and the badge read only them.
create index appointment_requested on appointment (practice_id, starts_at) where state = 'requested';
-- How often an address asked lately decides how hard its next puzzle is; how busy the whole practice is, too.
create index appointment_held_lately on appointment (practice_id, created_at) where held_by is not null;
