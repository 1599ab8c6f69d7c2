-- The base rate follows from the visits and the absences that are kept: a figure kept twice may differ from itself.
alter table no_show_model drop column base_rate;
