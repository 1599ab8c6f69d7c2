-- A message goes by mail, as a text message, to the client's own page, or stands on the list of calls.
alter table message
  drop constraint message_channel_check,
  add constraint message_channel_check check (channel in ('email', 'sms', 'portal', 'call')),
  -- What it is for: consent and quiet hours are kept by purpose.
  add column purpose text not null default 'care'
    constraint message_purpose check (purpose in ('care', 'reminder', 'billing', 'recall', 'review', 'marketing')),
  -- Which wording it was made of; null for what was written before this was kept.
  add column template text,
  -- The short wording of a text message; the mail's title and body stand beside it.
  add column sms_text text,
  -- How many parts a text message is charged as; null for other channels.
  add column segments int check (segments > 0),
  -- Somebody at a screen caused it and may still take it back until then.
  add column undo_until timestamptz,
  -- A gateway that did not answer is asked again then.
  add column try_again_at timestamptz,
  -- The gateway's own name of the message; delivery reports come with it.
  add column gateway_id text,
  -- How far it got after it left, as gateways report it; null: nothing was reported.
  add column delivery text constraint message_delivery_state
    check (delivery in ('accepted', 'sent', 'failed', 'bounced', 'delivered', 'read')),
  add column delivery_at timestamptz,
  -- A text message needs a number.
  add constraint message_sms_address check (channel <> 'sms' or address is not null or state in ('skipped', 'cancelled'));
update message set purpose = case
  when rule = 'reminder' then 'reminder'
  when rule in ('invoice', 'receipt') then 'billing' else 'care' end;
create index message_of_gateway on message (practice_id, gateway_id) where gateway_id is not null;

-- What gateways reported, each report once, in whatever order they came.
create table message_report (
  practice_id uuid not null references practice,
  id uuid not null,
  message_id uuid not null,
  state text not null check (state in ('accepted', 'sent', 'failed', 'bounced', 'delivered', 'read')),
  -- The gateway's words or error code; no content of the message.
  detail text,
  reported_at timestamptz not null,
  primary key (practice_id, id),
  -- The same report twice is one.
  unique (practice_id, message_id, state),
  foreign key (practice_id, message_id) references message (practice_id, id)
);
call tenant_table('message_report', 'select, insert');

-- The short wording of a text message; null: the built-in one.
alter table message_template add column sms text;
