-- A picture beside the name when clients choose with whom. Kept small (one square), as a file of the practice.
alter table booking_profile
  add column photo_file_id uuid,
  add foreign key (practice_id, photo_file_id) references stored_file (practice_id, id);
