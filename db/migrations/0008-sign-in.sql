-- People who sign in, what they were granted, their sessions and keys. None of it is for the reader role.
create table users (
  id             text primary key,
  name           text not null,
  email          text not null unique,         -- small letters
  email_verified boolean not null default true,
  image          text,
  language       text not null default 'en',
  two_factor_enabled boolean not null default false,
  disabled_at    timestamptz,
  last_seen_at   timestamptz,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);

-- Role × scope. scope_id: platform name, country code, organisation id; '' for the region.
create table grants (
  user_id  text not null references users on delete cascade,
  role     text not null check (role in ('administrator','regional-officer','country-officer','organisation-reporter','viewer')),
  scope    text not null check (scope in ('region','platform','country','organisation')),
  scope_id text not null default '',
  granted_by text not null,
  granted_at timestamptz not null default now(),
  primary key (user_id, role, scope, scope_id),
  check ((scope = 'region') = (scope_id = ''))
);

create table sessions (
  id         text primary key,
  user_id    text not null references users on delete cascade,
  token      text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on sessions (user_id);
create index on sessions (expires_at);

create table accounts (                        -- how a user proves who they are; today: a password
  id          text primary key,
  user_id     text not null references users on delete cascade,
  account_id  text not null,
  provider_id text not null,
  password    text,                            -- scrypt
  access_token text, refresh_token text, id_token text, scope text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index on accounts (user_id);

create table verifications (                   -- half-done steps: a password given, the second factor awaited
  id         text primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on verifications (identifier);

create table two_factors (
  id           text primary key,
  user_id      text not null references users on delete cascade,
  secret       text not null,                  -- encrypted
  backup_codes text not null,                  -- encrypted
  verified     boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index on two_factors (user_id);
create index on two_factors (secret);

-- Attempts in a window, by address or account; the key is a digest, never an address of mail.
create table rate_limits (
  key          text primary key,
  count        int not null,
  last_request bigint not null                 -- milliseconds; the window is counted from the first attempt
);

-- Keys for programs: only the digest is kept, the key is shown once.
create table api_keys (
  id         text primary key,
  user_id    text not null references users on delete cascade,
  name       text not null,
  start      text not null,                    -- first letters, to recognise it
  sha256     text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz
);
create index on api_keys (user_id);

-- What signs the cookies and encrypts the second factors: it moves with the data it belongs to.
create table secrets (
  name       text primary key,
  value      text not null,
  created_at timestamptz not null default now()
);

revoke all on users, grants, sessions, accounts, verifications, two_factors, rate_limits, api_keys, secrets from senda_reader;
