-- Who stands in while somebody is away, and what clients read then where they would have booked with them.
alter table time_off
  add column substitute_id uuid,
  add column client_note text check (length(client_note) between 1 and 500),
  add foreign key (practice_id, substitute_id) references staff (practice_id, id),
  -- Nobody stands in for themselves.
  add constraint time_off_substitute check (substitute_id <> practitioner_id);
