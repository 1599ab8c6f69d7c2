-- Four roles, none of which logs in, owns a table or can bypass row-level security.
--   atrium_app      the trade's code, limited to one practice at a time
--   atrium_worker   claims jobs of every practice, sees nothing else
--   atrium_auth     the sign-in tables, nothing else
--   atrium_steward  looks up a practice by slug, link or key before one is known (through the functions below only), and backs up
do $$
declare role_name text;
begin
  foreach role_name in array array['atrium_app', 'atrium_worker', 'atrium_auth', 'atrium_steward'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin nosuperuser nobypassrls', role_name);
      exception when duplicate_object or unique_violation then
        null; -- another database of this server created it at the same moment
      end;
    end if;
    begin
      execute format('grant %I to current_user', role_name);
    exception when others then
      if not pg_has_role(current_user, role_name, 'member') then raise; end if;
    end;
    execute format('grant usage on schema public to %I', role_name);
  end loop;
end $$;

create extension if not exists btree_gist;
create extension if not exists btree_gin;
create extension if not exists pg_trgm;
create schema auth;
grant usage on schema auth to atrium_auth, atrium_steward;
grant create on schema public to atrium_steward;

-- The practice a transaction is limited to; null outside of one, so that nothing is visible.
create function current_practice() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.practice_id', true), '')::uuid;

-- Makes a table a practice's own: row-level security, forced, and exactly the verbs the trade may use.
-- A table that must only grow gets 'select, insert'.
create procedure tenant_table(table_name text, verbs text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('alter table %I force row level security', table_name);
  execute format('create policy own_practice on %I to atrium_app using (practice_id = current_practice()) with check (practice_id = current_practice())', table_name);
  execute format('create policy steward on %I to atrium_steward using (true) with check (true)', table_name);
  execute format('grant %s on %I to atrium_app', verbs, table_name);
  execute format('grant select, insert on %I to atrium_steward', table_name);
end $$;

-- The one thread: what happened. Written in the transaction that did it, never changed.
create table event (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  subject_type text not null,
  subject_id uuid not null,
  client_id uuid,
  data jsonb not null default '{}',
  operation text not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  at timestamptz not null,
  primary key (practice_id, id)
);
create index event_of_client on event (practice_id, client_id, at desc);
create index event_of_subject on event (practice_id, subject_id, at);
create index event_by_name on event (practice_id, name, at);
call tenant_table('event', 'select, insert');

-- Who, what, when, from where, why. Append-only for everybody who works through the application.
create table audit_entry (
  practice_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  operation text not null,
  outcome text not null check (outcome in ('done', 'read', 'refused')),
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  address text,
  reason text,
  subject_type text,
  subject_id uuid,
  client_id uuid,
  changes jsonb not null default '[]',
  primary key (practice_id, id)
);
create index audit_entry_by_time on audit_entry (practice_id, at desc, id);
create index audit_entry_of_client on audit_entry (practice_id, client_id, at desc);
create index audit_entry_of_subject on audit_entry (practice_id, subject_id, at desc);
call tenant_table('audit_entry', 'select, insert');

-- The chain over the audit: hash = sha256(hash before, entry). Sealed within a second of the act, outside its
-- transaction, so that two acts of one practice need not wait for each other (docs/decisions/0003).
create table audit_seal (
  practice_id uuid not null,
  seq bigint not null check (seq > 0),
  entry_id uuid not null,
  hash text not null,
  primary key (practice_id, seq),
  -- An entry stands in the chain once.
  unique (practice_id, entry_id),
  foreign key (practice_id, entry_id) references audit_entry (practice_id, id)
);
call tenant_table('audit_seal', 'select, insert');

-- Work to be done later; queued in the transaction that wants it. Not distributed: one queue for all practices.
create table job (
  practice_id uuid not null,
  id uuid primary key,
  kind text not null,
  payload jsonb not null,
  key text,
  run_at timestamptz not null,
  attempts int not null default 0,
  max_attempts int not null default 12,
  leased_until timestamptz,
  last_error text,
  dead_at timestamptz,
  created_at timestamptz not null
);
-- The same work is queued once.
create unique index job_key on job (practice_id, kind, key) where key is not null;
create index job_due on job (run_at) where dead_at is null;
call tenant_table('job', 'select, insert, update, delete');
create policy every_practice on job to atrium_worker using (true) with check (true);
grant select, insert, update, delete on job to atrium_worker;

-- The stored answers of writing operations, by the caller's own key, for 24 hours.
create table idempotency (
  practice_id uuid not null,
  caller text not null,
  key text not null check (length(key) between 1 and 255),
  operation text not null,
  input_hash text not null,
  status int,
  answer jsonb,
  at timestamptz not null,
  primary key (practice_id, caller, key)
);
create index idempotency_by_age on idempotency (practice_id, at);
call tenant_table('idempotency', 'select, insert, update, delete');

-- Links that are mailed: only the hash of the token is kept.
create table secret_link (
  practice_id uuid not null,
  id uuid not null,
  purpose text not null,
  token_hash text not null,
  subject_type text not null,
  subject_id uuid not null,
  client_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, token_hash)
);
create index secret_link_by_hash on secret_link (token_hash);
create index secret_link_of_subject on secret_link (practice_id, subject_id, purpose);
call tenant_table('secret_link', 'select, insert, update');

-- Keys for programs: shown once, only the hash is kept.
create table api_key (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  key_hash text not null,
  hint text not null,
  role text not null,
  scopes text[],
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, key_hash)
);
create index api_key_by_hash on api_key (key_hash);
call tenant_table('api_key', 'select, insert, update');

-- What is kept in the file store: the bytes lie outside the database under their sha256.
create table stored_file (
  practice_id uuid not null,
  id uuid not null,
  sha256 text not null,
  name text not null,
  type text not null,
  size bigint not null check (size >= 0),
  scan text not null check (scan in ('not_scanned', 'clean', 'infected')),
  client_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  primary key (practice_id, id)
);
create index stored_file_of_client on stored_file (practice_id, client_id, created_at);
call tenant_table('stored_file', 'select, insert, update');

-- Looked up before a practice is known. They run as the steward and answer one row or none.
create function find_secret_link(hash text) returns setof secret_link
  language sql stable security definer set search_path = public, pg_temp
  as $$ select * from secret_link where token_hash = hash limit 1 $$;
create function find_api_key(hash text) returns setof api_key
  language sql stable security definer set search_path = public, pg_temp
  as $$ select * from api_key where key_hash = hash limit 1 $$;
alter function find_secret_link(text) owner to atrium_steward;
alter function find_api_key(text) owner to atrium_steward;
revoke execute on function find_secret_link(text), find_api_key(text) from public;
grant execute on function find_secret_link(text), find_api_key(text) to atrium_app;
revoke execute on procedure tenant_table(text, text) from public;
