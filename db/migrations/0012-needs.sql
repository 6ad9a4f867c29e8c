-- Needs beside the tables: the intersector figures as views, the planning scenario, projections, and what a household survey found.

-- The largest sector in each of the 20 cells of a place. The one place for this formula; `line` is the place's first, for its order and its names.
create view plan_people_largest as
select plan_id, what, country, level, place_code, min(line) as line, bool_or(blank <> 1073741823) as is_given,
  max(destination_girls) as destination_girls, max(destination_boys) as destination_boys, max(destination_women) as destination_women, max(destination_men) as destination_men,
  max(transit_girls) as transit_girls, max(transit_boys) as transit_boys, max(transit_women) as transit_women, max(transit_men) as transit_men,
  max(host_girls) as host_girls, max(host_boys) as host_boys, max(host_women) as host_women, max(host_men) as host_men,
  max(pendular_girls) as pendular_girls, max(pendular_boys) as pendular_boys, max(pendular_women) as pendular_women, max(pendular_men) as pendular_men,
  max(returnees_girls) as returnees_girls, max(returnees_boys) as returnees_boys, max(returnees_women) as returnees_women, max(returnees_men) as returnees_men
from plan_people where not is_doubled
group by plan_id, what, country, level, place_code;

-- A country's figure is its own row; beside it (`is_parts`) what its admin 1s and its rest add up to, also the figure where there is no row of its own.
create view plan_people_countries as
select plan_id, what, country, level <> 'country' as is_parts, min(line) as line, bool_or(is_given) as is_given,
  sum(destination_girls) as destination_girls, sum(destination_boys) as destination_boys, sum(destination_women) as destination_women, sum(destination_men) as destination_men,
  sum(transit_girls) as transit_girls, sum(transit_boys) as transit_boys, sum(transit_women) as transit_women, sum(transit_men) as transit_men,
  sum(host_girls) as host_girls, sum(host_boys) as host_boys, sum(host_women) as host_women, sum(host_men) as host_men,
  sum(pendular_girls) as pendular_girls, sum(pendular_boys) as pendular_boys, sum(pendular_women) as pendular_women, sum(pendular_men) as pendular_men,
  sum(returnees_girls) as returnees_girls, sum(returnees_boys) as returnees_boys, sum(returnees_women) as returnees_women, sum(returnees_men) as returnees_men
from plan_people_largest
group by plan_id, what, country, level <> 'country';

-- The planning scenario: what the plan assumes of the coming year, in words.
create table plan_scenarios (
  plan_id  int not null references plans on delete cascade,
  language text not null check (language in ('en','es','pt','fr')),
  body     text not null,
  version  int not null default 1,
  saved_by text not null, saved_by_name text not null default '',
  saved_at timestamptz not null default now(),
  primary key (plan_id, language)
);

-- How many people of each group a country expects.
create table plan_projections (
  plan_id int not null references plans on delete cascade,
  country text not null references places,
  population_group text not null check (population_group in ('destination','transit','host','pendular','returnees')),
  people  bigint not null check (people >= 0),
  source  text not null,
  dated   date not null,
  version int not null default 1,
  changed_by text not null, changed_by_name text not null default '',
  changed_at timestamptz not null default now(),
  primary key (plan_id, country, population_group)
);

-- What a household survey found: counts and shares only. No answer of any household is kept, and nothing that leads to one.
create table plan_surveys (
  id         uuid primary key,
  plan_id    int not null references plans on delete cascade,
  file_name  text not null,
  sha256     text not null,               -- so that the same file can be recognised
  respondents int not null,
  dated      date not null,
  weights    jsonb not null,              -- the indicators with sector and weight as used
  result     jsonb not null,              -- per place: respondents, and per sector share and interval
  taken_by   text not null, taken_by_name text not null default '',
  taken_at   timestamptz not null default now(),
  applied_at timestamptz
);
create index on plan_surveys (plan_id, taken_at desc);
