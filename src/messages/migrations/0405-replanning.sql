alter table message
  -- The values that were merged in, so that a changed wording reaches what is planned; forgotten once it has left.
  add column data jsonb,
  -- The person who took it back: what a person took back, no rule plans again.
  add column cancelled_by text;
