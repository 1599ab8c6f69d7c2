-- The most visits, week after week, that clients may book at once online; null: one at a time.
alter table service add column series_online_max int check (series_online_max between 2 and 52);
