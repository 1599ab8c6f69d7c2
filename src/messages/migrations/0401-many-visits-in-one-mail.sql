-- One mail may carry the calendar of many visits: iTIP asks for one per REQUEST, so such a file is PUBLISHed.
alter table message
  drop constraint message_ics_method_check,
  add constraint message_ics_method_check check (ics_method in ('REQUEST', 'CANCEL', 'PUBLISH'));
