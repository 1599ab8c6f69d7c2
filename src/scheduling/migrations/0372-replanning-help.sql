-- Who helped at a visit and who is to help, and the units it is to have: where several visits are planned at once, each must
-- take what was planned for it, or the next finds its own taken.
alter table replanning_row
  add column old_assistant_id uuid,
  add column new_assistant_id uuid,
  add column new_unit_ids uuid[] not null default '{}',
  add foreign key (practice_id, old_assistant_id) references staff (practice_id, id),
  add foreign key (practice_id, new_assistant_id) references staff (practice_id, id);
