-- Who signs in, and their sessions. No practice stands here: membership (person, practice, role) belongs to the practice.
-- Column names follow better-auth's models in snake case; docs are in src/platform/signin/README.md.
create table auth."user" (
  id uuid primary key,
  name text not null,
  -- One account per address, whatever its capitals.
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  -- Set: nobody signs in as this person, and sessions are over.
  disabled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A way to sign in. Only passwords today; single sign-on adds rows of another provider.
create table auth.account (
  id uuid primary key,
  user_id uuid not null references auth."user" (id),
  provider_id text not null,
  account_id text not null,
  -- scrypt with its parameters in front, so that they can be raised.
  password text check (password like '$scrypt$%'),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- One password per person, one person per foreign identity.
  unique (provider_id, account_id)
);
create index account_of_user on auth.account (user_id);

create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth."user" (id),
  -- Only the hash: who reads this table (or a backup) can't take over a session.
  token_hash text not null unique check (length(token_hash) = 43),
  created_at timestamptz not null,
  -- The last thing the person did; background polling is not doing.
  last_used_at timestamptz not null,
  -- The end of the longest session, however busy.
  expires_at timestamptz not null,
  -- When the password was last proved in this session.
  password_at timestamptz not null,
  -- Good for nothing but setting up the second factor that the practice demands.
  setup_only boolean not null default false,
  address text,
  user_agent text
);
create index session_of_user on auth.session (user_id);
create index session_by_expiry on auth.session (expires_at);

-- Short-lived steps between password and second factor; identifiers are hashed.
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on auth.verification (identifier);
create index verification_by_expiry on auth.verification (expires_at);

-- Secret and backup codes are encrypted with the program's secret, which is not in the database.
create table auth.two_factor (
  id uuid primary key,
  user_id uuid not null unique references auth."user" (id),
  secret text not null,
  backup_codes text not null,
  verified boolean not null,
  failed_verification_count int not null default 0,
  locked_until timestamptz,
  -- The last 30-second step whose code was taken: no code is taken twice.
  last_step bigint
);

-- A browser in which a person has signed in before: strangers' guesses at the same account don't lock it out.
create table auth.known_device (
  device_hash text not null,
  user_id uuid not null references auth."user" (id),
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (device_hash, user_id)
);
create index known_device_of_user on auth.known_device (user_id);

-- Guesses counted in windows; the key is a hash of address, account or both.
create table auth.guess (
  key text primary key,
  count int not null,
  window_ends_at timestamptz not null
);
create index guess_by_window on auth.guess (window_ends_at);

-- The sign-in role works here and nobody else; the steward copies for backup and restore.
do $$
declare table_name text;
begin
  foreach table_name in array array['user', 'account', 'session', 'verification', 'two_factor', 'known_device', 'guess'] loop
    execute format('alter table auth.%I enable row level security', table_name);
    execute format('alter table auth.%I force row level security', table_name);
    execute format('create policy sign_in on auth.%I to atrium_auth using (true) with check (true)', table_name);
    execute format('create policy steward on auth.%I to atrium_steward using (true) with check (true)', table_name);
    execute format('grant select, insert on auth.%I to atrium_steward', table_name);
  end loop;
end $$;
-- Persons are never deleted (the audit names them), only disabled.
grant select, insert, update on auth."user", auth.account to atrium_auth;
grant select, insert, update, delete on auth.session, auth.verification, auth.two_factor, auth.known_device, auth.guess to atrium_auth;
