-- The plan in words: what is said of the whole, its objectives, and their activity areas with people, bodies and money.

create table plan_profiles (
  plan_id       int primary key references plans on delete cascade,
  narratives    jsonb not null default '{}',   -- by language
  countries     text[] not null default '{}',  -- operational presence of the whole plan
  people_in_need int, people_targeted int,     -- of the whole: never a sum of areas, whose people overlap
  donors        text[] not null default '{}',
  stated        jsonb not null default '[]',   -- figures published elsewhere, each with what, of, when and source
  source        text not null default '',
  examples      text[] not null default '{}',  -- fields that are an example and nobody's figure
  version       int not null default 1,
  changed_by    text not null, changed_by_name text not null default '', changed_at timestamptz not null default now()
);

create table plan_objectives (
  id         uuid primary key,                 -- made by the caller
  plan_id    int not null references plans on delete cascade,
  position   smallint not null,
  names      jsonb not null,
  narratives jsonb not null default '{}',
  version    int not null default 1,
  changed_by text not null, changed_by_name text not null default '', changed_at timestamptz not null default now()
);
create index on plan_objectives (plan_id, position);

create table plan_areas (
  id            uuid primary key,
  plan_id       int not null references plans on delete cascade,
  objective_id  uuid not null references plan_objectives,
  position      smallint not null,
  names         jsonb not null,
  narratives    jsonb not null default '{}',
  bullets       jsonb not null default '{}',   -- language → what will be done, line by line
  target_groups text[] not null default '{}',
  people_targeted int, entities_targeted int,
  funding_required_usd numeric(16,2), funding_confirmed_usd numeric(16,2),
  plan_types    text[] not null default '{}',  -- the inter-agency plans it belongs to
  countries     text[] not null default '{}',  -- where it is carried out
  source        text not null default '',
  examples      text[] not null default '{}',
  version       int not null default 1,
  changed_by    text not null, changed_by_name text not null default '', changed_at timestamptz not null default now(),
  check (funding_required_usd >= 0 and funding_confirmed_usd >= 0)
);
create index on plan_areas (plan_id, position);
create index on plan_areas (objective_id);

-- Words of what is published are found by their beginnings, in one version at a time: the index of trigrams made publishing several times slower and is asked for nothing.
drop index published_activities_words_idx;
