-- Clients check in on their own phones, too: by a code that the device at the entrance shows, or by a poster on the wall.
alter table kiosk
  -- A poster is paper: it has a code of its own and no device that anybody could leave open.
  add column kind text not null default 'device' check (kind in ('device', 'poster')),
  -- Wrong tries from phones are counted apart: who guesses from afar must not lock the people at the entrance out.
  add column phone_misses int not null default 0,
  add column phone_misses_since timestamptz;
