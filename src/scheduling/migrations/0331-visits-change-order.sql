-- Steps of one moment keep their order: the last one is taken back first.
alter table visits_change
  add column nth int not null default 1 check (nth > 0),
  -- Two steps at once would both be the last.
  add constraint visits_change_once unique (practice_id, subject_id, nth);
