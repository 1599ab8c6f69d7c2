-- Sent again because a person wished it (a bounce, say), a mail has a name of its own: under one Message-ID it leaves once.
alter table message add column sent_again int not null default 0 check (sent_again >= 0);
