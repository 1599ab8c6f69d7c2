-- The Monday from which alternating weeks are counted. It is kept beside valid_from, so that hours that are saved again or
-- begin later never turn the weeks round. null: hours written before it was kept, counted from the week of valid_from.
alter table working_hours add column cycle_anchor date;
-- A Monday, so that the weeks of the cycle are calendar weeks.
alter table working_hours add constraint working_hours_anchor check (extract(isodow from cycle_anchor) = 1);
-- A shift that ends on the day after it began.
alter table working_hours add column next_day boolean not null default false;
-- No shift lasts a day or longer, and one that ends on its own day ends after it began.
alter table working_hours drop constraint working_hours_check;
alter table working_hours add constraint working_hours_ends check (case when next_day then ends <= starts else ends > starts end);

-- 'replace': these hours (none: a day off) take the place of the day; 'add': they come on top of it.
alter table hours_exception add column effect text not null default 'replace' check (effect in ('replace', 'add'));
alter table hours_exception add column next_day boolean not null default false;
alter table hours_exception drop constraint hours_exception_check;
-- Extra hours have hours; those of a day have a place and an end that fits.
alter table hours_exception add constraint hours_exception_hours check (
  (starts is null and ends is null and effect = 'replace' and not next_day)
  or (location_id is not null and starts is not null and ends is not null and case when next_day then ends <= starts else ends > starts end));

-- Whom the time is kept from: leave that is only asked for keeps it from nobody, or from clients online, as the practice says.
alter table time_off add column blocks text not null default 'everybody' check (blocks in ('everybody', 'online', 'nobody'));
alter table time_off add column requested_at timestamptz;
alter table time_off add column requested_by text;
alter table time_off add column decided_at timestamptz;
alter table time_off add column decided_by text;
alter table time_off add column approved boolean;
alter table time_off add column decision_note text;
-- All practitioners and weeks of one meeting.
alter table time_off add column meeting_id uuid;
-- Only what was asked for is decided, and who decided when is known.
alter table time_off add constraint time_off_decided check ((decided_at is null) = (approved is null) and (decided_at is null) = (decided_by is null)
  and (decided_at is null or requested_at is not null));
-- What is undecided or declined never keeps staff from booking.
alter table time_off add constraint time_off_blocks check (
  case when requested_at is null or approved then blocks = 'everybody' when approved is null then blocks <> 'everybody' else blocks = 'nobody' end);
create index time_off_waiting on time_off (practice_id, starts_at) where requested_at is not null and decided_at is null;
create index time_off_of_meeting on time_off (practice_id, meeting_id, starts_at) where meeting_id is not null;

-- Which public holidays a location is offered.
create table holiday_region (
  practice_id uuid not null references practice,
  location_id uuid not null,
  country text not null,
  state text,
  region text,
  -- In the order of preference; empty: the country's own.
  languages text[] not null default '{}',
  primary key (practice_id, location_id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  -- A region lies in a state.
  check (region is null or state is not null)
);
call tenant_table('holiday_region', 'select, insert, update');

-- Holidays that somebody accepted. The row stays when its closure is taken back, so that a second accept does not bring it again.
create table accepted_holiday (
  practice_id uuid not null references practice,
  location_id uuid not null,
  -- The holiday's first day is its key: names and rules of the data change, and one closure a day is enough.
  day date not null,
  name text not null,
  -- Without a foreign key: a closure may go, the row stays to say that it went.
  closure uuid not null,
  accepted_at timestamptz not null,
  primary key (practice_id, location_id, day),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
call tenant_table('accepted_holiday', 'select, insert, update');

-- Minutes on the way; without a row for the way back it takes as long.
create table location_travel (
  practice_id uuid not null references practice,
  from_location_id uuid not null,
  to_location_id uuid not null,
  minutes int not null check (minutes between 1 and 480),
  primary key (practice_id, from_location_id, to_location_id),
  foreign key (practice_id, from_location_id) references location (practice_id, id),
  foreign key (practice_id, to_location_id) references location (practice_id, id),
  check (from_location_id <> to_location_id)
);
call tenant_table('location_travel', 'select, insert, delete');

-- Minutes on the way to and from a visit at home, kept free like a buffer.
alter table service add column home_travel_minutes int not null default 0 check (home_travel_minutes between 0 and 240);
