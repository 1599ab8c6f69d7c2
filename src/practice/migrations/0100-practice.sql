-- A practice is one business: the tenant. Its own row is what the policies compare with.
create table practice (
  practice_id uuid primary key,
  -- The name in the public address /book/<slug>.
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$'),
  name text not null,
  pack text not null,
  locale text not null check (locale in ('en', 'de')),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  country char(2) not null check (country ~ '^[A-Z]{2}$'),
  -- IANA zone for what has no location (due dates, reports across locations).
  zone text not null,
  phone text,
  email text,
  website text,
  -- Printed on invoices.
  legal_name text,
  tax_number text,
  address_lines text[] not null default '{}',
  -- Choices of the practice, checked by the slice that owns each key.
  settings jsonb not null default '{}',
  embed_hosts text[] not null default '{}',
  second_factor_required boolean not null default false,
  created_at timestamptz not null,
  row_version int not null default 1
);
call tenant_table('practice', 'select, insert, update');

-- A person who works here. With user_id they can sign in; a practitioner has a calendar. One person is one calendar.
create table staff (
  practice_id uuid not null references practice,
  id uuid not null,
  user_id text,
  name text not null,
  email text,
  role text not null check (role in ('owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only')),
  -- Permission words refused to this person whatever the role says.
  denies text[] not null default '{}',
  own_clients_only boolean not null default false,
  is_practitioner boolean not null default false,
  title text,
  color text,
  provider_number text,
  bookable_online boolean not null default true,
  created_at timestamptz not null,
  disabled_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  -- A person has one place in a practice.
  unique (practice_id, user_id)
);
create index staff_by_user on staff (user_id) where user_id is not null;
call tenant_table('staff', 'select, insert, update');

create table location (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  address_lines text[] not null default '{}',
  phone text,
  zone text not null,
  position int not null default 0,
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id)
);
call tenant_table('location', 'select, insert, update');

-- Wall-clock hours in the location's zone; 1 = Monday ... 7 = Sunday.
create table opening_hours (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  weekday int not null check (weekday between 1 and 7),
  opens time not null,
  closes time not null,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (closes > opens)
);
call tenant_table('opening_hours', 'select, insert, update, delete');

-- Days on which a location (or, without one, the whole practice) is closed: public holidays, a move, a flood.
create table closure (
  practice_id uuid not null references practice,
  id uuid not null,
  location_id uuid,
  starts_on date not null,
  ends_on date not null,
  name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  check (ends_on >= starts_on)
);
call tenant_table('closure', 'select, insert, update, delete');

create table room (
  practice_id uuid not null references practice,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  position int not null default 0,
  archived_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
call tenant_table('room', 'select, insert, update');

-- A pool of like units at one location: any free one will do.
create table equipment_pool (
  practice_id uuid not null references practice,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  -- The equipment of the profession pack that it came from: services of the pack find it by this.
  pack_key text,
  archived_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
call tenant_table('equipment_pool', 'select, insert, update');

create table equipment_unit (
  practice_id uuid not null references practice,
  id uuid not null,
  pool_id uuid not null,
  name text not null,
  archived_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, pool_id) references equipment_pool (practice_id, id)
);
call tenant_table('equipment_unit', 'select, insert, update');

-- Looked up before a practice is known: the public page by its slug, a signed-in person by the user.
create function practice_by_slug(wanted text) returns table (practice_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select p.practice_id from practice p where p.slug = wanted $$;
create function memberships_of(wanted_user text)
  returns table (practice_id uuid, slug text, practice_name text, staff_id uuid, name text, role text, denies text[], own_clients_only boolean, second_factor_required boolean)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select s.practice_id, p.slug, p.name, s.id, s.name, s.role, s.denies, s.own_clients_only, p.second_factor_required
        from staff s join practice p on p.practice_id = s.practice_id
        where s.user_id = wanted_user and s.disabled_at is null order by s.created_at, s.id $$;
-- Somebody may work in two practices: one of them must not lock them out of the other, or set their password.
create function works_elsewhere(wanted_user text) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from staff s where s.user_id = wanted_user and s.practice_id <> current_practice()) $$;
create function all_practice_ids() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select p.practice_id from practice p order by p.created_at, p.practice_id $$;
alter function practice_by_slug(text) owner to atrium_steward;
alter function memberships_of(text) owner to atrium_steward;
alter function works_elsewhere(text) owner to atrium_steward;
alter function all_practice_ids() owner to atrium_steward;
revoke execute on function practice_by_slug(text), memberships_of(text), works_elsewhere(text), all_practice_ids() from public;
grant execute on function practice_by_slug(text), memberships_of(text), works_elsewhere(text) to atrium_app;
grant execute on function all_practice_ids() to atrium_app, atrium_worker;
