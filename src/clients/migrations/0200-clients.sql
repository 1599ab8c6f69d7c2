-- A person the practice serves (patient, client, customer). E-mail and phone never identify a person.
create table client (
  practice_id uuid not null references practice,
  id uuid not null,
  -- Shown to staff and printed; counted per practice.
  number bigint not null,
  given_name text not null,
  family_name text not null,
  preferred_name text,
  pronouns text,
  born_on date,
  sex text check (sex in ('female', 'male', 'other', 'unknown')),
  language text,
  zone text,
  address_lines text[] not null default '{}',
  notes text,
  usual_practitioner_id uuid,
  -- Lower-case names, number and contact digits, for the trigram search.
  search_key text not null,
  -- "family given" in lower case, for lists in order of name.
  last_key text not null,
  -- Facts an import brought which have no field of their own (age group, area).
  facts jsonb not null default '{}',
  import_key text,
  created_at timestamptz not null,
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  unique (practice_id, number),
  -- A second run of the same import finds the same person.
  unique (practice_id, import_key),
  foreign key (practice_id, usual_practitioner_id) references staff (practice_id, id)
);
create index client_search on client using gin (practice_id, search_key gin_trgm_ops);
create index client_by_name on client (practice_id, last_key text_pattern_ops, id);
call tenant_table('client', 'select, insert, update, delete');

create table contact_point (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('email', 'phone')),
  -- E.164 or lower-case address where it could be read; else as typed.
  value text not null,
  label text,
  is_preferred boolean not null default false,
  created_at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id)
);
create index contact_point_of_client on contact_point (practice_id, client_id);
-- Not unique: a family shares an address.
create index contact_point_by_value on contact_point (practice_id, kind, value);
call tenant_table('contact_point', 'select, insert, update, delete');

-- What one person may do for another; each right on its own.
create table relationship (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  related_client_id uuid not null,
  kind text not null,
  may_book boolean not null default false,
  may_see_records boolean not null default false,
  may_sign boolean not null default false,
  may_pay boolean not null default false,
  created_at timestamptz not null,
  primary key (practice_id, id),
  unique (practice_id, client_id, related_client_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, related_client_id) references client (practice_id, id),
  check (client_id <> related_client_id)
);
call tenant_table('relationship', 'select, insert, update, delete');

-- An episode of care, a matter, an engagement.
create table episode (
  practice_id uuid not null references practice,
  id uuid not null,
  client_id uuid not null,
  title text not null,
  stage text not null,
  practitioner_id uuid,
  opened_on date not null,
  closed_on date,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id)
);
create index episode_of_client on episode (practice_id, client_id);
call tenant_table('episode', 'select, insert, update');

-- Somebody who enquired.
create table lead (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  email text,
  phone text,
  message text,
  source text not null,
  language text,
  stage text not null check (stage in ('new', 'contacted', 'qualified', 'booked', 'lost')),
  lost_reason text,
  next_action text,
  next_action_on date,
  owner_id uuid,
  client_id uuid,
  created_at timestamptz not null,
  stage_changed_at timestamptz not null,
  row_version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, owner_id) references staff (practice_id, id),
  -- Nobody is lost without a reason.
  check (stage <> 'lost' or lost_reason is not null)
);
create index lead_by_stage on lead (practice_id, stage, created_at desc);
call tenant_table('lead', 'select, insert, update');

-- Counters that may have gaps (client numbers); invoice numbers have their own, without gaps.
create table client_counter (
  practice_id uuid primary key references practice,
  last_number bigint not null
);
call tenant_table('client_counter', 'select, insert, update');

-- Who has had an appointment with whom: what practitioners limited to their own clients may see.
create table client_practitioner (
  practice_id uuid not null references practice,
  client_id uuid not null,
  practitioner_id uuid not null,
  since timestamptz not null,
  primary key (practice_id, client_id, practitioner_id),
  foreign key (practice_id, client_id) references client (practice_id, id),
  foreign key (practice_id, practitioner_id) references staff (practice_id, id)
);
create index client_practitioner_by_practitioner on client_practitioner (practice_id, practitioner_id);
call tenant_table('client_practitioner', 'select, insert');

-- Search by parts of names, number, address or phone, every part somewhere in the key; the longest part comes first
-- and is looked up in the trigram index. Row-level security keeps that operator from using its index (it is not
-- leakproof), so the search itself runs as the steward, bound to the caller's practice.
create function search_clients(parts text[], most int) returns table (id uuid, rank real)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.id, word_similarity(array_to_string(parts, ' '), c.search_key)
        from client c where c.practice_id = current_practice() and c.archived_at is null
          and c.search_key like '%' || replace(replace(replace(parts[1], '\', '\\'), '%', '\%'), '_', '\_') || '%'
          and not exists (select from unnest(parts) part where strpos(c.search_key, part) = 0)
        order by 2 desc, c.last_key limit least(most, 200) $$;
alter function search_clients(text[], int) owner to atrium_steward;
revoke execute on function search_clients(text[], int) from public;
grant execute on function search_clients(text[], int) to atrium_app;
