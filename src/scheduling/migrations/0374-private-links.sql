-- Booked online by its secret link only: on the booking page it is not listed.
alter table service add column link_only boolean not null default false;
-- What the link ends with; a new one ends the links that were given out before.
alter table service add column link_key text check (length(link_key) between 16 and 64);
-- A service by link has one.
alter table service add constraint service_link check (not link_only or link_key is not null);

-- A link that lets one client book without typing: any service, or one, with anybody or one practitioner.
create table booking_invitation (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  service_id uuid,
  practitioner_id uuid,
  -- It ends with the first booking; else it may be used until it is over.
  single_use boolean not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  created_by text not null,
  -- When somebody last booked by it, and how often.
  used_at timestamptz,
  uses int not null default 0,
  revoked_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, service_id) references service (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id),
  -- A link for one booking is used once.
  check (not single_use or uses <= 1),
  check ((used_at is null) = (uses = 0))
);
create index booking_invitation_of on booking_invitation (practice_id, client_id, created_at desc);
call tenant_table('booking_invitation', 'select, insert, update');
