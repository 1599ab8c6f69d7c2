-- A unit of equipment may be lost, too: a broken machine.
alter table replanning
  add column unit_id uuid,
  add foreign key (practice_id, unit_id) references equipment_unit (practice_id, id);
-- One thing is lost at a time, so that a proposal can say what it avoids.
alter table replanning drop constraint replanning_check1;
alter table replanning add constraint replanning_of_one check (num_nonnulls(practitioner_id, room_id, location_id, unit_id) = 1);
