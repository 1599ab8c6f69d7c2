-- Most runs of a busy practice are notes that a rule did not apply. Nobody looks for them by visit or client,
-- so these two need not know them: an event through fifty rules writes a hundred entries less.
drop index automation_run_of_subject;
drop index automation_run_of_client;
create index automation_run_of_subject on automation_run (practice_id, subject_id, began_at desc)
  where state not in ('skipped', 'stopped');
create index automation_run_of_client on automation_run (practice_id, client_id, began_at desc)
  where state not in ('skipped', 'stopped');
