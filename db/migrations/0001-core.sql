-- Who did what, and the files people sent. The reader role sees rows only through row security.
do $$ begin
  if not exists (select from pg_roles where rolname = 'senda_reader') then create role senda_reader nologin; end if;
  execute format('grant senda_reader to %I', current_user);
end $$;
grant usage on schema public to senda_reader;
alter default privileges in schema public grant select on tables to senda_reader;

create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table events (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default now(),
  actor_id   text not null,
  action     text not null,          -- noun.verb
  subject_id text not null,
  detail     jsonb not null default '{}'
);
create index on events (subject_id, at);

-- Files as they were sent: an import can be opened again, the same file is recognised, a backup holds everything.
create table files (
  id         uuid primary key,
  sha256     text not null unique,
  name       text not null,
  media_type text not null,
  bytes      int  not null,
  content    bytea not null,
  sent_by    text not null,
  sent_at    timestamptz not null default now()
);
alter table files alter column content set storage external;
revoke all on events, files from senda_reader;
