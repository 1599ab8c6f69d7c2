-- Which forms and consents go out by themselves, to whom, when, and how often they are asked for again.
create table packet_rule (
  practice_id uuid not null references practice,
  id uuid not null,
  title text not null,
  -- Empty lists do not narrow the rule: then it holds for every service.
  service_ids uuid[] not null default '{}',
  categories text[] not null default '{}',
  audience text not null check (audience in ('anyone', 'new', 'returning')),
  min_age int check (min_age between 0 and 150),
  max_age int check (max_age between 0 and 150),
  -- Languages of clients; empty: all.
  languages text[] not null default '{}',
  -- [{"kind": "form" | "consent" | "service_forms", "key": …, "blocks": true | false}]
  items jsonb not null,
  -- An answer counts for so long; null: once is enough.
  valid_months int check (valid_months between 1 and 240),
  -- 'check_in': nothing is mailed, the client finds it when checking in.
  ask_when text not null check (ask_when in ('booking', 'days_before', 'check_in')),
  days_before int check (days_before between 1 and 365),
  chase_times int not null check (chase_times between 0 and 10),
  chase_gap_hours int not null check (chase_gap_hours between 12 and 720),
  -- The last reminder goes out so long before the visit; earlier ones keep the gap.
  chase_last_hours int not null check (chase_last_hours between 1 and 720),
  position int not null default 0,
  -- Comes with Atrium; the key keeps it from being put in twice.
  ready_key text,
  switched_off_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  constraint packet_rule_ready_once unique (practice_id, ready_key),
  check (min_age is null or max_age is null or min_age <= max_age),
  -- "So many days before" needs the days.
  check ((ask_when = 'days_before') = (days_before is not null))
);
call tenant_table('packet_rule', 'select, insert, update');

alter table form_request
  -- Check-in waits for it, unless the desk says otherwise.
  add column blocks_check_in boolean not null default false,
  add column rule_id uuid,
  -- When the client is told; null: only at check-in.
  add column ask_at timestamptz,
  add constraint form_request_by_rule foreign key (practice_id, rule_id) references packet_rule (practice_id, id);
update form_request set ask_at = requested_at;
create index form_request_of_visit on form_request (practice_id, appointment_id) where appointment_id is not null;
