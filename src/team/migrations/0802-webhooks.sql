-- Another program that is told what happens, at an address of the internet.
create table webhook (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  url text not null,
  -- Encrypted with the installation's secret; shown once.
  sealed_secret text not null,
  created_at timestamptz not null,
  created_by text not null,
  removed_at timestamptz,
  primary key (practice_id, id)
);
call tenant_table('webhook', 'select, insert, update');

-- One thing that it is told: sent with the same id at every try, so that the receiver knows it again.
create table webhook_delivery (
  practice_id uuid not null references practice,
  id uuid not null,
  webhook_id uuid not null,
  -- The step of the automation that wants it: queued once.
  key text not null,
  event_name text not null,
  body text not null,
  state text not null check (state in ('planned', 'sent', 'failed')),
  tries int not null default 0,
  status int,
  answer text,
  created_at timestamptz not null,
  tried_at timestamptz,
  next_try_at timestamptz,
  primary key (practice_id, id),
  constraint webhook_delivery_once unique (practice_id, key),
  foreign key (practice_id, webhook_id) references webhook (practice_id, id)
);
create index webhook_delivery_by_time on webhook_delivery (practice_id, webhook_id, created_at desc);
call tenant_table('webhook_delivery', 'select, insert, update');
