-- The plan itself: people in need and targets, activities of partners with their way to publication, and the versions that were published.

-- An organisation's own office endorses; a sector coordinator validates one sector of one country. scope_id of a sector: EC:health (country, look).
alter table grants drop constraint grants_role_check, drop constraint grants_scope_check;
alter table grants
  add constraint grants_role_check check (role in ('administrator','regional-officer','country-officer','sector-coordinator','organisation-office','organisation-reporter','viewer')),
  add constraint grants_scope_check check (scope in ('region','platform','country','sector','organisation'));

-- People in need and people to be reached, by place × sector × population group × girls/boys/women/men.
create table plan_people_tables (         -- a table as it came, so that it can leave the same way
  plan_id   int not null references plans on delete cascade,
  what      text not null check (what in ('need','target')),
  headers   text[] not null,              -- the 34 column names as written
  decimals  smallint not null default 0,  -- digits after the point as written: 13434 or 13434.0
  source    text not null,                -- file or person
  dated     date not null,                -- the day for which the figures hold
  imported_by text not null,
  imported_at timestamptz not null default now(),
  primary key (plan_id, what)
);
create table plan_people (
  plan_id    int not null references plans on delete cascade,
  what       text not null check (what in ('need','target')),
  line       int not null,                -- order as written
  country    text not null references places,
  level      text not null check (level in ('country','admin1','other')),   -- the plan's own country row; an admin 1; the rest of the country
  place_code text not null references places,                               -- the admin 1; else the country
  sector_id  int not null references plan_sectors on delete cascade,
  is_doubled boolean not null default false,   -- says again what another line says: kept, shown, never counted
  destination_girls int not null default 0, destination_boys int not null default 0, destination_women int not null default 0, destination_men int not null default 0,
  transit_girls     int not null default 0, transit_boys     int not null default 0, transit_women     int not null default 0, transit_men     int not null default 0,
  host_girls        int not null default 0, host_boys        int not null default 0, host_women        int not null default 0, host_men        int not null default 0,
  pendular_girls    int not null default 0, pendular_boys    int not null default 0, pendular_women    int not null default 0, pendular_men    int not null default 0,
  returnees_girls   int not null default 0, returnees_boys   int not null default 0, returnees_women   int not null default 0, returnees_men   int not null default 0,
  blank      int not null default 0,           -- bit i: the i-th of the 30 numbers was left empty (0 is not the same as nothing said)
  written    text[] not null,                  -- platform, country, admin 1, sector as written
  cell_sources jsonb not null default '{}',    -- cells entered by hand: {"destination_girls": {"source","dated","by","at"}}
  version    int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (plan_id, what, line)
);
create unique index plan_people_once on plan_people (plan_id, what, country, level, place_code, sector_id) where not is_doubled;

-- What one organisation plans to do in one place under one indicator.
create table plan_activities (
  id            uuid primary key,         -- made by the caller (UUIDv7)
  plan_id       int not null references plans,
  state         text not null default 'draft' check (state in ('draft','submitted','returned','endorsed','validated','approved','published','withdrawn')),
  version       int not null default 1,   -- grows with every write: who decides on an older one is told
  country       text, admin1 text,        -- place codes; null = not known, see as_written
  organisation_id int not null references organisations,
  sector_id     int, indicator_id int,
  kind          text,                     -- of the indicator, at the time
  title         text, description text,
  in_kind_usd   numeric(16,2), cash_usd numeric(16,2),       -- in-kind and programme costs; value of cash transfers
  in_destination int, in_transit int, host_community int, pendular int, returnees int,
  girls int, boys int, women int, men int, other_under18 int, other_adult int,
  target_people int,                      -- direct: must be what both breakdowns add up to; capacity: people to be trained
  output_quantity numeric,
  as_written    jsonb not null default '{}',   -- column → text of cells that could not be placed
  findings      text[] not null default '{}',
  is_blocked    boolean not null default false,
  copied_from   uuid,                     -- last year's activity
  file_id       uuid references files,    -- the workbook it came with
  row_number    int,
  entered_by    text not null, entered_at timestamptz not null default now(),
  changed_by    text not null, changed_at timestamptz not null default now(),
  submitted_by  text, endorsed_by text, validated_by text, approved_by text   -- nobody decides on what they wrote or decided before
);
create index on plan_activities (plan_id, id);
create index on plan_activities (plan_id, country, sector_id, id);
create index on plan_activities (plan_id, organisation_id, id);
create index on plan_activities (plan_id, state, id);
create index on plan_activities (plan_id, indicator_id, organisation_id, country);
alter table plan_activities enable row level security;
create policy reach on plan_activities for select to senda_reader using (
  current_setting('senda.countries', true) = '*'
  or country = any (string_to_array(current_setting('senda.countries', true), ','))
  or organisation_id = any (string_to_array(nullif(current_setting('senda.organisations', true), '*'), ',')::int[])
  or (coalesce(current_setting('senda.sectors', true), '') <> '' and exists (
    select from plan_sectors s where s.id = sector_id and country || ':' || s.look = any (string_to_array(current_setting('senda.sectors', true), ','))))
);

create table plan_activity_changes (      -- everything that happened to an activity: cells, steps
  id          uuid primary key,
  activity_id uuid not null references plan_activities on delete cascade,
  batch_id    uuid not null,              -- one decision of one person, over one or many activities
  at          timestamptz not null default now(),
  by          text not null, by_name text not null default '',
  step        text,                       -- submit, endorse, return, validate, approve, publish, revise, withdraw; null: cells changed
  from_state  text, to_state text,
  reason      text not null default '',
  before      jsonb not null default '{}',
  after       jsonb not null default '{}'
);
create index on plan_activity_changes (activity_id, at);
create index on plan_activity_changes (batch_id);

create table plan_activity_comments (
  id          uuid primary key,
  activity_id uuid not null references plan_activities on delete cascade,
  at          timestamptz not null default now(),
  by          text not null, by_name text not null default '',
  cell        text,                       -- null: about the whole activity
  body        text not null,
  settled_at  timestamptz, settled_by text
);
create index on plan_activity_comments (activity_id, at);
revoke all on plan_activity_changes, plan_activity_comments from senda_reader;

-- Versions: one is open while partners submit and platforms review; publishing freezes it, a revision opens the next.
create table plan_versions (
  plan_id      int not null references plans on delete cascade,
  number       int not null,
  opened_at    timestamptz not null default now(),
  opened_by    text not null,
  submit_by    date, endorse_by date, validate_by date, approve_by date,   -- last day of each step
  published_at timestamptz, published_by text,
  note         jsonb not null default '{}',     -- what this version is about, by language
  content      jsonb not null default '{}',     -- frozen at publication: scenario, areas, requirements, contributions
  primary key (plan_id, number)
);
create unique index plan_versions_one_open on plan_versions (plan_id) where published_at is null;
create table plan_extensions (            -- a later last day for one organisation
  plan_id int not null, number int not null, organisation_id int not null references organisations,
  submit_by date not null, reason text not null default '', given_by text not null, given_at timestamptz not null default now(),
  primary key (plan_id, number, organisation_id),
  foreign key (plan_id, number) references plan_versions on delete cascade
);

-- What was published: written once, never changed.
create table published_activities (
  plan_id int not null, version int not null, id uuid not null,
  country text, admin1 text, organisation_id int not null, sector_id int, indicator_id int, kind text,
  title text, description text, in_kind_usd numeric(16,2), cash_usd numeric(16,2),
  in_destination int, in_transit int, host_community int, pendular int, returnees int,
  girls int, boys int, women int, men int, other_under18 int, other_adult int,
  target_people int, output_quantity numeric,
  words text not null,                    -- folded title, description, organisation, indicator, place: what the explorer searches
  primary key (plan_id, version, id)
);
create index on published_activities (plan_id, version, country, id);
create index on published_activities (plan_id, version, sector_id, id);
create index on published_activities (plan_id, version, organisation_id, id);
create index on published_activities using gin (words gin_trgm_ops);
create table published_people (like plan_people);
alter table published_people drop column cell_sources, drop column changed_at;
alter table published_people drop column version;
alter table published_people add column version int not null;
alter table published_people add primary key (plan_id, version, what, line);
