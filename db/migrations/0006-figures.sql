-- A snapshot keeps figures as they were when they were published.
create table snapshots (
  id       uuid primary key,
  plan_id  int not null references plans,
  taken_at timestamptz not null default now(),
  taken_by text not null,
  label    text not null,
  first_month text not null,
  last_month  text not null,
  content  jsonb not null
);
