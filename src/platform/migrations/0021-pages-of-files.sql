-- How many pages a PDF has that somebody sent: read when it came, because reading it again takes a process of its own.
alter table stored_file add column pages integer check (pages > 0);
