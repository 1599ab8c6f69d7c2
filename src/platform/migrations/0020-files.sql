-- A scanner may fail on one file (too large for it, a broken answer) while it works on others: people are told so.
alter table stored_file drop constraint stored_file_scan_check;
alter table stored_file add constraint stored_file_scan_check check (scan in ('not_scanned', 'clean', 'infected', 'failed'));
-- When somebody last looked, and what the scanner called what it found.
alter table stored_file add column scanned_at timestamptz;
alter table stored_file add column finding text;
-- Which mailed link brought it: a link may bring only so much.
alter table stored_file add column link_id uuid;
create index stored_file_of_link on stored_file (practice_id, link_id) where link_id is not null;
-- What still has to be looked at, the longest waiting first.
create index stored_file_unscanned on stored_file (practice_id, created_at) where scan in ('not_scanned', 'failed');
