-- What is written to many: once to everybody who fits (a broadcast), or step by step after an event (a sequence).
create table campaign (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('broadcast', 'sequence')),
  -- Which consent it needs; see messages/channels/purposes.ts.
  purpose text not null check (purpose in ('care', 'review', 'marketing')),
  -- What begins a sequence: {"on": "visit_done" | "no_visit" | "birthday", …}; null for a broadcast.
  starts_with jsonb,
  -- Who it is for: a list of conditions that all hold (segments/conditions.ts).
  segment jsonb not null default '[]',
  -- It stops for whoever reaches it.
  goal text not null check (goal in ('none', 'booked')),
  -- A client goes through it once, once a year, or for each visit anew.
  again text not null check (again in ('once', 'yearly', 'each_visit')),
  -- [{afterDays, atTime, texts: {en: {headline, text, shortText}, de: …}, withLink}]
  steps jsonb not null,
  -- Messages of a broadcast a minute, so that the telephone and the mail server keep up.
  per_minute int not null default 30 check (per_minute between 1 and 600),
  state text not null check (state in ('draft', 'active', 'paused', 'ended')),
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  check ((kind = 'broadcast') = (starts_with is null)),
  check (state = 'draft' or started_at is not null)
);
call tenant_table('campaign', 'select, insert, update');

-- A client on the way through a campaign.
create table campaign_run (
  practice_id uuid not null references practice,
  id uuid not null,
  campaign_id uuid not null,
  client_id uuid not null,
  -- What it began with: the visit, the year, or 'once'.
  key text not null,
  state text not null check (state in ('running', 'finished', 'goal_met', 'stopped')),
  -- Steps whose message was planned.
  steps_planned int not null default 0,
  began_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  primary key (practice_id, id),
  -- Twice the same event begins it once.
  constraint campaign_run_once unique (practice_id, campaign_id, client_id, key),
  foreign key (practice_id, campaign_id) references campaign (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  check ((state = 'running') = (ended_at is null))
);
create index campaign_run_of_client on campaign_run (practice_id, client_id) where state = 'running';
create index campaign_run_of_campaign on campaign_run (practice_id, campaign_id, began_at desc, id desc);
call tenant_table('campaign_run', 'select, insert, update');
