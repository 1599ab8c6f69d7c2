-- What was said of a recall in this round, so that automations hear of each day once: due, long overdue, and booked.
alter table recall add column told_due_on date;
alter table recall add column told_overdue_on date;
alter table recall add column told_booked_id uuid;
