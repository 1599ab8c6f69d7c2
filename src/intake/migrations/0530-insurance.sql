-- Whom cover is asked of. A payer without a code can be written on a policy, but not asked.
create table payer (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  -- Its number at the clearinghouse (NM109 of the payer).
  code text,
  phone text,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  retired_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- An import that runs twice finds the same payer; two payers may not share a number.
  unique (practice_id, code)
);
create index payer_by_name on payer (practice_id, name);
call tenant_table('payer', 'select, insert, update');

-- A client's insurance. What the client typed is `proposed` until the practice says that it is right; nothing is
-- deleted: a changed policy keeps its earlier versions in policy_version, an ended one its reason.
create table policy (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  -- Null while the client has named a payer that is not on the list.
  payer_id uuid,
  payer_name text not null,
  member_id text not null,
  group_number text,
  plan_name text,
  relation text not null check (relation in ('self', 'spouse', 'child', 'other')),
  holder_client_id uuid,
  holder_given_name text,
  holder_family_name text,
  holder_born_on date,
  -- 1 pays first.
  priority int not null check (priority between 1 and 3),
  valid_from date,
  valid_to date,
  copay_minor bigint check (copay_minor >= 0),
  state text not null check (state in ('proposed', 'in_force', 'ended', 'declined')),
  -- Which policy the client's proposal would take the place of.
  replaces_id uuid,
  entered_by text not null check (entered_by in ('client', 'staff')),
  created_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by text,
  ended_at timestamptz,
  end_reason text,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, payer_id) references payer (practice_id, id),
  foreign key (practice_id, holder_client_id) references client (practice_id, id),
  foreign key (practice_id, replaces_id) references policy (practice_id, id),
  check (valid_to is null or valid_from is null or valid_to >= valid_from),
  -- Whoever is insured with somebody else says with whom.
  check (relation = 'self' or holder_client_id is not null or holder_family_name is not null),
  -- On any day only one policy pays first, one second.
  constraint policy_one_each_day exclude using gist (practice_id with =, client_id with =, priority with =,
    daterange(valid_from, valid_to, '[]') with &&) where (state = 'in_force')
);
create index policy_of_client on policy (practice_id, client_id, priority);
create index policy_proposed on policy (practice_id, created_at) where state = 'proposed';
call tenant_table('policy', 'select, insert, update');

-- Every version of a policy, as it was. Only grows.
create table policy_version (
  practice_id uuid not null references practice,
  policy_id uuid not null,
  version int not null,
  facts jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (practice_id, policy_id, version),
  foreign key (practice_id, policy_id) references policy (practice_id, id)
);
call tenant_table('policy_version', 'select, insert');

-- Pictures of cards and papers, taken by the client or at the desk. A retake replaces; the earlier one is kept.
create table id_photo (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('insurance_front', 'insurance_back', 'id_front', 'id_back')),
  file_id uuid not null,
  width int not null,
  height int not null,
  -- too_dark, too_bright, too_small, blurred
  hints text[] not null default '{}',
  taken_by text not null check (taken_by in ('client', 'staff')),
  taken_at timestamptz not null,
  replaced_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, file_id) references stored_file (practice_id, id)
);
-- One of each kind is the one that counts.
create unique index id_photo_current on id_photo (practice_id, client_id, kind) where replaced_at is null;
call tenant_table('id_photo', 'select, insert, update');

-- "Please send your card": what a client was asked to send by a link.
create table card_request (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  appointment_id uuid,
  kinds text[] not null check (kinds <@ array['insurance_front', 'insurance_back', 'id_front', 'id_back'] and cardinality(kinds) > 0),
  asks_policy boolean not null,
  state text not null check (state in ('asked', 'received', 'withdrawn')),
  asked_at timestamptz not null,
  asked_by text not null,
  received_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id)
);
create index card_request_of_client on card_request (practice_id, client_id, asked_at desc);
call tenant_table('card_request', 'select, insert, update');

-- How this practice asks payers. One row, made when somebody sets it up.
create table clearinghouse (
  practice_id uuid not null references practice,
  kind text not null check (kind in ('off', 'practice', 'folder', 'http')),
  url text,
  user_name text,
  -- Sealed with the installation's secret; never answered.
  secret_sealed text,
  sender_qualifier text not null default 'ZZ',
  sender_id text not null default '',
  receiver_qualifier text not null default 'ZZ',
  receiver_id text not null default '',
  is_trial boolean not null default true,
  provider_name text not null default '',
  npi text not null default '',
  -- Asked beside the plan as a whole (codes of X12).
  service_types text[] not null default '{}',
  stale_days int not null default 30 check (stale_days between 1 and 365),
  ahead_days int not null default 3 check (ahead_days between 0 and 30),
  -- Each interchange has its own number; a payer refuses one it has seen.
  next_control bigint not null default 1 check (next_control between 1 and 999999999),
  row_version int not null default 1,
  primary key (practice_id)
);
call tenant_table('clearinghouse', 'select, insert, update');

-- A question about cover and its answer, with both texts as they were.
create table cover_check (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  policy_id uuid not null,
  appointment_id uuid,
  -- Comes back in the answer.
  reference text not null,
  control bigint not null,
  state text not null check (state in ('waiting', 'sent', 'answered', 'failed')),
  why text not null check (why in ('by_hand', 'before_visit')),
  service_on date not null,
  asked_at timestamptz not null,
  asked_by text not null,
  sent_at timestamptz,
  answered_at timestamptz,
  tries int not null default 0,
  -- What keeps the answer away: gateway_down, gateway_refused, payer_busy, no_answer, unreadable.
  trouble text,
  trouble_text text,
  verdict text check (verdict in ('active', 'inactive', 'not_found', 'refused', 'unclear')),
  statement jsonb,
  request_text text not null,
  answer_text text,
  -- The desk has seen to a problem.
  settled_at timestamptz,
  settled_by text,
  settled_note text,
  primary key (practice_id, id),
  unique (practice_id, reference),
  unique (practice_id, control),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, policy_id) references policy (practice_id, id),
  foreign key (practice_id, appointment_id) references appointment (practice_id, id),
  check (state <> 'answered' or (verdict is not null and statement is not null and answered_at is not null))
);
create index cover_check_of_policy on cover_check (practice_id, policy_id, asked_at desc);
-- A second press on the button finds the first question.
create unique index cover_check_open on cover_check (practice_id, policy_id) where state in ('waiting', 'sent');
create index cover_check_unsettled on cover_check (practice_id, asked_at) where settled_at is null;
call tenant_table('cover_check', 'select, insert, update');

-- Files that came from a clearinghouse, each taken in once however often it is delivered.
create table x12_inbound (
  practice_id uuid not null references practice,
  id uuid not null,
  sha256 text not null,
  name text not null,
  received_at timestamptz not null,
  -- How many answers found their question; what is wrong with the file.
  matched int not null,
  unmatched int not null,
  faults jsonb not null,
  content text not null,
  settled_at timestamptz,
  settled_by text,
  primary key (practice_id, id),
  unique (practice_id, sha256)
);
call tenant_table('x12_inbound', 'select, insert, update');
