-- What was learned about absences from a practice's own visits, a row each time: the weights, and how they did on visits
-- they had not seen.
create table no_show_model (
  practice_id uuid not null references practice,
  id uuid not null,
  learned_at timestamptz not null,
  -- 'too_few': there was not enough to learn from; the base rate stands in.
  state text not null check (state in ('learned', 'too_few')),
  visits int not null check (visits >= 0),
  absences int not null check (absences >= 0),
  clients int not null check (clients >= 0),
  first_day date,
  last_day date,
  base_rate double precision not null check (base_rate between 0 and 1),
  -- {plan, names, groups, logistic: {intercept, weights, means, spreads}, calibration: {slope, offset}}
  model jsonb,
  -- The back-test: {fromDay, learned, model, leadAlone, constant, calibration, calibrationError}; null: one side of the cut was empty.
  test jsonb,
  primary key (practice_id, id),
  -- Weights are there exactly when something was learned.
  check ((state = 'learned') = (model is not null)),
  check (absences <= visits)
);
create index no_show_model_latest on no_show_model (practice_id, learned_at desc);
call tenant_table('no_show_model', 'select, insert, delete');

-- How far a practitioner may be overbooked; no row: not at all.
create table overbooking_limit (
  practice_id uuid not null references practice,
  practitioner_id uuid not null,
  -- Visits beside others on one local day.
  most_per_day int not null check (most_per_day between 1 and 10),
  -- The most that the chance of both coming may be, in percent.
  both_percent int not null check (both_percent between 1 and 90),
  primary key (practice_id, practitioner_id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id)
);
call tenant_table('overbooking_limit', 'select, insert, update, delete');

-- A visit that was knowingly booked beside another, because the other will probably not take place: what was known then.
create table overbooking (
  practice_id uuid not null references practice,
  appointment_id uuid not null,
  beside_id uuid not null,
  practitioner_id uuid not null,
  on_day date not null,
  -- Chances in percent when it was booked.
  absent_percent int not null check (absent_percent between 0 and 100),
  both_percent int not null check (both_percent between 0 and 100),
  -- The model that said so.
  model_id uuid not null,
  booked_by text not null,
  booked_at timestamptz not null,
  primary key (practice_id, appointment_id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  foreign key (practice_id, beside_id) references appointment (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  -- Nobody is booked beside themselves.
  check (appointment_id <> beside_id)
);
create index overbooking_of_day on overbooking (practice_id, practitioner_id, on_day);
create index overbooking_beside on overbooking (practice_id, beside_id);
call tenant_table('overbooking', 'select, insert');
