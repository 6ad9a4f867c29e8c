-- The monthly 5W: one row = activity × organisation × place × indicator × month.
create table imports (
  id          uuid primary key,
  plan_id     int not null references plans,
  file_id     uuid references files,
  file_name   text not null,
  state       text not null check (state in ('waiting','reading','done','failed','taken-back')),
  sent_by     text not null,
  organisation_id int,                 -- when sent for one organisation: rows of others are refused
  reach       jsonb not null default '"all"',  -- where the sender may report: rows elsewhere are refused
  sent_at     timestamptz not null default now(),
  ended_at    timestamptz,
  rows_total  int,                     -- when known before the end
  rows_read   int not null default 0,
  rows_accepted int not null default 0,
  rows_with_findings int not null default 0,
  rows_refused int not null default 0,
  findings    jsonb not null default '{}',     -- code → rows
  columns     jsonb not null default '[]',     -- each header with the column it was placed in, or null
  new_names   jsonb not null default '[]',     -- what was added to open lists
  refused     jsonb not null default '[]',     -- rows kept out, with cells and reasons
  seconds     numeric,
  problem     jsonb                            -- why it failed: {code, detail}
);
create index on imports (plan_id, sent_at desc);
-- The same file sent twice is one import, unless the first failed or was taken back.
create unique index imports_once on imports (plan_id, file_id, coalesce(organisation_id, 0), md5(reach::text)) where state in ('waiting','reading','done');

-- The words of a row that can be searched, without case and accents.
create function activity_words(title text, description text) returns text language sql immutable parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, coalesce(title, '') || ' ' || coalesce(description, '')));

create table activity_reports (
  id            uuid primary key,      -- made by the caller (UUIDv7): time-ordered, sent twice is one row
  plan_id       int  not null references plans,
  import_id     uuid references imports,
  row_number    int,                   -- in the file
  state         text not null default 'draft' check (state in ('draft','submitted','returned','accepted','locked')),
  month         text,                  -- YYYY-MM
  country       text, admin1 text, admin2 text,          -- place codes; null = not known, see as_written
  organisation_id int,
  through_partner boolean,
  implementer_id  int,
  sector_id     int, indicator_id int,
  kind          text,                  -- of the indicator, at the time
  title         text, description text,
  covid19 boolean, in_plan boolean, is_cash boolean,
  cash_value_usd numeric, cash_mechanism_id int,
  output_quantity numeric, people_in_month numeric, new_people numeric,
  in_destination numeric, in_transit numeric, host_community numeric, pendular numeric, returnees numeric,
  girls numeric, boys numeric, women numeric, men numeric, other_under18 numeric, other_adult numeric,
  as_written    jsonb not null default '{}',   -- column → text of cells that could not be placed
  findings      text[] not null default '{}',  -- codes
  is_blocked    boolean not null default false,          -- has a blocking finding
  corrects      uuid references activity_reports,        -- a correction of a locked row; its numbers are differences
  version       int not null default 1,
  entered_by    text not null,
  entered_at    timestamptz not null default now(),
  changed_at    timestamptz not null default now(),
  -- Rows that say the same are twins: found by this number, whatever file they came in. An import works it out beforehand (imports/twins.ts).
  likeness bigint generated always as (('x' || substr(md5(
    coalesce(country, '') || '|' || coalesce(admin1, '') || '|' || coalesce(admin2, '') || '|' || coalesce(organisation_id::text, '') || '|' ||
    coalesce(through_partner::text, '') || '|' || coalesce(implementer_id::text, '') || '|' || coalesce(month, '') || '|' || coalesce(sector_id::text, '') || '|' ||
    coalesce(indicator_id::text, '') || '|' || coalesce(title, '') || '|' || coalesce(description, '') || '|' || coalesce(covid19::text, '') || '|' ||
    coalesce(in_plan::text, '') || '|' || coalesce(is_cash::text, '') || '|' || coalesce(cash_value_usd::text, '') || '|' || coalesce(cash_mechanism_id::text, '') || '|' ||
    coalesce(output_quantity::text, '') || '|' || coalesce(people_in_month::text, '') || '|' || coalesce(new_people::text, '') || '|' || coalesce(in_destination::text, '') || '|' ||
    coalesce(in_transit::text, '') || '|' || coalesce(host_community::text, '') || '|' || coalesce(pendular::text, '') || '|' || coalesce(returnees::text, '') || '|' ||
    coalesce(girls::text, '') || '|' || coalesce(boys::text, '') || '|' || coalesce(women::text, '') || '|' || coalesce(men::text, '') || '|' ||
    coalesce(other_under18::text, '') || '|' || coalesce(other_adult::text, '') || '|' || coalesce(as_written::text, '')), 1, 16))::bit(64)::bigint) stored
);
create index on activity_reports (plan_id, likeness);
-- The grid pages by key inside whatever it is filtered by; each filter has an index that ends in id.
create index on activity_reports (plan_id, id);
create index on activity_reports (plan_id, country, id);
create index on activity_reports (plan_id, organisation_id, id);
create index on activity_reports (plan_id, month, id);
create index on activity_reports (plan_id, sector_id, id);
create index on activity_reports (plan_id, country, month, id);
create index on activity_reports (plan_id, admin1, id);
create index on activity_reports (plan_id, indicator_id, id);
create index on activity_reports (plan_id, state, id);
create index on activity_reports (plan_id, id) where state in ('accepted', 'locked');
create index on activity_reports (plan_id, country, id) where state in ('accepted', 'locked');
create index on activity_reports (import_id);
create index on activity_reports (corrects) where corrects is not null;
create index on activity_reports (plan_id, id) where is_blocked;
-- Rare findings and rare words are found by these; common ones by walking in the order of ids.
create index on activity_reports using gin (findings);
create index on activity_reports using gin (to_tsvector('simple', activity_words(title, description)));

alter table activity_reports enable row level security;
-- Rows within reach; and where the reader says so, rows still being written (not accepted or locked) only within a narrower one.
create policy reach on activity_reports for select to senda_reader using (
  (current_setting('senda.countries', true) = '*'
   or country = any (string_to_array(current_setting('senda.countries', true), ','))
   or organisation_id = any (string_to_array(nullif(current_setting('senda.organisations', true), '*'), ',')::int[]))
  and (state in ('accepted', 'locked')
   or coalesce(current_setting('senda.draft_countries', true), '') in ('', '*')
   or country = any (string_to_array(current_setting('senda.draft_countries', true), ','))
   or organisation_id = any (string_to_array(nullif(current_setting('senda.draft_organisations', true), '*'), ',')::int[]))
);
grant select on activity_reports to senda_reader;

create table activity_changes (         -- every change of a row's cells, by hand or by a fix
  id          uuid primary key,
  activity_id uuid not null references activity_reports on delete cascade,
  batch_id    uuid not null,            -- one decision of one person, over one or many rows
  at          timestamptz not null default now(),
  by          text not null,
  rule        text,                     -- the fix applied; null: by hand
  reason      text not null default '',
  before      jsonb not null,
  after       jsonb not null,
  undone_by   uuid                      -- the change that took it back
);
create index on activity_changes (activity_id, at);
create index on activity_changes (batch_id);

create table activity_comments (
  id          uuid primary key,
  activity_id uuid not null references activity_reports on delete cascade,
  at          timestamptz not null default now(),
  by          text not null,
  by_name     text not null default '',
  cell        text,
  body        text not null
);
create index on activity_comments (activity_id, at);

create table month_steps (              -- history of a month's way: draft → submitted → returned / accepted → locked
  id              uuid primary key,
  plan_id         int not null references plans,
  organisation_id int,
  country         text,
  month           text not null,
  step            text not null check (step in ('submitted','returned','accepted','locked')),
  rows            int not null,
  at              timestamptz not null default now(),
  by              text not null,
  comment         text not null default ''
);
create index on month_steps (plan_id, month, country, organisation_id);

-- What every figure and count is read from. A write only adds its differences in its own transaction (unfolded rows); a job folds
-- them into one row per key. Reading sums whatever is there, so folding can happen at any time and no two writers wait for each other.
create table activity_sums (
  plan_id  int not null, month text not null default '', country text not null default '', admin1 text not null default '',
  sector_id int not null default 0, organisation_id int not null default 0,
  kind     text not null default '',
  state    text not null,
  is_blocked boolean not null,
  rows     bigint not null,
  people_in_month numeric not null, new_people numeric not null,
  in_destination numeric not null, in_transit numeric not null, host_community numeric not null, pendular numeric not null, returnees numeric not null,
  girls numeric not null, boys numeric not null, women numeric not null, men numeric not null, other_under18 numeric not null, other_adult numeric not null,
  cash_people numeric not null, cash_value_usd numeric not null,
  output_quantity numeric not null,
  is_folded boolean not null default false
);
create unique index activity_sums_key on activity_sums (plan_id, country, month, organisation_id, sector_id, admin1, kind, state, is_blocked) where is_folded;
create index on activity_sums (plan_id, month);
create index on activity_sums (plan_id, organisation_id);
create index on activity_sums (plan_id, sector_id);
create index on activity_sums (plan_id, admin1);
create index activity_sums_unfolded on activity_sums (plan_id) where not is_folded;

-- The folded sums once more, by fewer keys, for whoever asks for no more. Written only by folding.
create table activity_folded_months (   -- what each organisation reported per country and month
  plan_id  int not null, month text not null, country text not null, organisation_id int not null, kind text not null,
  state    text not null,
  is_blocked boolean not null,
  rows     bigint not null,
  people_in_month numeric not null, new_people numeric not null,
  in_destination numeric not null, in_transit numeric not null, host_community numeric not null, pendular numeric not null, returnees numeric not null,
  girls numeric not null, boys numeric not null, women numeric not null, men numeric not null, other_under18 numeric not null, other_adult numeric not null,
  cash_people numeric not null, cash_value_usd numeric not null,
  output_quantity numeric not null,
  primary key (plan_id, country, month, organisation_id, kind, state, is_blocked)
);
create index on activity_folded_months (plan_id, organisation_id);
create table activity_folded_areas (    -- what was reported per place, month and sector, whoever reported it: what the methods of people reached start from
  plan_id  int not null, month text not null, country text not null, admin1 text not null, sector_id int not null, kind text not null,
  state    text not null,
  is_blocked boolean not null,
  rows     bigint not null,
  people_in_month numeric not null, new_people numeric not null,
  in_destination numeric not null, in_transit numeric not null, host_community numeric not null, pendular numeric not null, returnees numeric not null,
  girls numeric not null, boys numeric not null, women numeric not null, men numeric not null, other_under18 numeric not null, other_adult numeric not null,
  cash_people numeric not null, cash_value_usd numeric not null,
  output_quantity numeric not null,
  primary key (plan_id, month, country, admin1, sector_id, kind, state, is_blocked)
);
create table activity_folded_sectors (  -- what was reported per country, month and sector
  plan_id  int not null, month text not null, country text not null, sector_id int not null, kind text not null,
  state    text not null,
  is_blocked boolean not null,
  rows     bigint not null,
  people_in_month numeric not null, new_people numeric not null,
  in_destination numeric not null, in_transit numeric not null, host_community numeric not null, pendular numeric not null, returnees numeric not null,
  girls numeric not null, boys numeric not null, women numeric not null, men numeric not null, other_under18 numeric not null, other_adult numeric not null,
  cash_people numeric not null, cash_value_usd numeric not null,
  output_quantity numeric not null,
  primary key (plan_id, sector_id, month, country, kind, state, is_blocked)
);

-- The same, always complete: the folded ones and what was added since.
create view activity_months as
  select plan_id, month, country, organisation_id, kind, state, is_blocked, rows, people_in_month, new_people, in_destination, in_transit, host_community,
    pendular, returnees, girls, boys, women, men, other_under18, other_adult, cash_people, cash_value_usd, output_quantity from activity_folded_months
  union all
  select plan_id, month, country, organisation_id, kind, state, is_blocked, rows, people_in_month, new_people, in_destination, in_transit, host_community,
    pendular, returnees, girls, boys, women, men, other_under18, other_adult, cash_people, cash_value_usd, output_quantity from activity_sums where not is_folded;
create view activity_areas as
  select plan_id, month, country, admin1, sector_id, kind, state, is_blocked, rows, people_in_month, new_people, in_destination, in_transit, host_community,
    pendular, returnees, girls, boys, women, men, other_under18, other_adult, cash_people, cash_value_usd, output_quantity from activity_folded_areas
  union all
  select plan_id, month, country, admin1, sector_id, kind, state, is_blocked, rows, people_in_month, new_people, in_destination, in_transit, host_community,
    pendular, returnees, girls, boys, women, men, other_under18, other_adult, cash_people, cash_value_usd, output_quantity from activity_sums where not is_folded;
create view activity_sectors as
  select plan_id, month, country, sector_id, kind, state, is_blocked, rows, people_in_month, new_people, in_destination, in_transit, host_community,
    pendular, returnees, girls, boys, women, men, other_under18, other_adult, cash_people, cash_value_usd, output_quantity from activity_folded_sectors
  union all
  select plan_id, month, country, sector_id, kind, state, is_blocked, rows, people_in_month, new_people, in_destination, in_transit, host_community,
    pendular, returnees, girls, boys, women, men, other_under18, other_adult, cash_people, cash_value_usd, output_quantity from activity_sums where not is_folded;

-- How many rows carry each finding, kept in the same way: «rows to mend» and the totals of a filtered grid without counting rows.
create table activity_finding_sums (
  plan_id  int not null, month text not null, country text not null, organisation_id int not null,
  state    text not null,
  is_blocked boolean not null,
  finding  text not null,
  rows     bigint not null,
  is_folded boolean not null default false
);
create unique index activity_finding_sums_key on activity_finding_sums (plan_id, country, month, organisation_id, finding, state, is_blocked) where is_folded;
create index on activity_finding_sums (plan_id, finding);
create index on activity_finding_sums (plan_id, organisation_id);
create index activity_finding_sums_unfolded on activity_finding_sums (plan_id) where not is_folded;
