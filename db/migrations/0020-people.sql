-- People: households and persons, where they are met, what they agreed to, who read of them.
-- What grows with people is distributed by household_id: it stands in every key. No triggers. Who may see a row is said here once more, under the screens' checks.

alter table grants drop constraint grants_role_check, drop constraint grants_scope_check;
alter table grants
  add constraint grants_role_check check (role in ('administrator','regional-officer','country-officer','sector-coordinator','organisation-office','organisation-reporter',
    'registration-officer','protection-officer','field-worker','viewer')),
  add constraint grants_scope_check check (scope in ('region','platform','country','sector','organisation','site'));

-- A point in a place: where people are met, sheltered, counted, where stocks lie.
create table sites (
  id         uuid primary key,
  kind       text not null check (kind in ('service-point','border-point','shelter','support-space','warehouse','flow-monitoring-point')),
  names      jsonb not null,
  country    text not null references places,
  admin1     text references places,
  admin2     text references places,
  latitude   numeric(8,5), longitude numeric(8,5),
  closed_at  timestamptz,
  created_by text not null,
  created_at timestamptz not null default now()
);
create index on sites (country, admin1);

-- What somebody may see of people: all, or what these organisations keep, or what they keep at these sites (`12:<site>`).
create function sees_people(organisation int, site uuid) returns boolean language sql stable parallel safe as $$
  select current_setting('senda.organisations', true) = '*'
    or organisation = any (string_to_array(nullif(current_setting('senda.organisations', true), '*'), ',')::int[])
    or (coalesce(current_setting('senda.sites', true), '') <> '' and organisation || ':' || site = any (string_to_array(current_setting('senda.sites', true), ',')))
$$;

create table households (
  id              uuid primary key,       -- made on the device (UUIDv7)
  organisation_id int not null,           -- who keeps this record and answers for it
  site_id         uuid,                   -- where the household is met
  card            text not null,          -- number on its card, worked out from the id: H-7K2M4Q9D
  country         text not null, admin1 text, admin2 text,       -- where now (place codes)
  population_group text not null check (population_group in ('inDestination','inTransit','hostCommunity','pendular','returnees')),
  origin          text not null default '',                      -- country, or place, as said
  destination     text not null default '',
  address         text not null default '',
  phone           text,                   -- +593987654321, or as written where it is none
  phone_key       text,                   -- its last eight digits: only helps to find and to compare
  email           text,
  languages       text[] not null default '{}',
  note            text not null default '',
  version         int not null default 1, -- grows with every change to the household or anybody in it
  merged_into     uuid,                   -- kept whole, shown within that household
  registered_by   text not null,
  registered_at   timestamptz not null default now(),
  device_id       uuid,
  last_seen_at    timestamptz not null default now(),   -- registered, changed, or given something: the retention clock
  hold_reason     text,                   -- not erased while this stands
  erased_at       timestamptz
);
create index on households (organisation_id, site_id, last_seen_at desc);
create index on households (card);
create index on households (phone_key) where phone_key is not null;
create index on households (merged_into) where merged_into is not null;
create index on households (last_seen_at) where erased_at is null;
alter table households enable row level security;
create policy reach on households for select to senda_reader using (sees_people(organisation_id, site_id));
-- Whether the reader sees a household: for what hangs on it. A function, since a distributed table's policy may hold no question of its own.
create function sees_household(household uuid) returns boolean language sql stable parallel safe as $$ select exists (select from households where id = household) $$;

create table persons (
  id              uuid not null,
  household_id    uuid not null references households,
  organisation_id int not null, site_id uuid,     -- of the household, for row security
  given           text not null, family text not null,   -- in any script
  also            text not null default '',       -- the name otherwise: another script, a name used
  sex             text check (sex in ('female','male','other')),
  birth_date      date,                           -- as far as known
  birth_precision text not null default 'day' check (birth_precision in ('day','month','year','about')),
  relation        text not null check (relation in ('head','partner','child','parent','sibling','grandchild','grandparent','other-relative','not-related')),
  nationality     text not null default '',       -- ISO 3166-1
  population_group text,                          -- where it is not the household's
  name_codes      text[] not null default '{}',   -- how the words of the name sound (people/rules/sounds.ts): found whatever the spelling
  counted_as      uuid not null,                  -- the one counted person this is, whoever registered them
  left_at         timestamptz,                    -- no longer of the household
  merged_into     uuid,                           -- the person of whom this is a second record
  erased_at       timestamptz,
  primary key (household_id, id)
);
create index on persons (id);
create index on persons (counted_as);
create index on persons (merged_into) where merged_into is not null;
-- A person is found by the sounds of the name; each also together with the organisation and with the year of birth, so that
-- common names need not be sifted out of all people.
create function found_by(codes text[], organisation int, birth date) returns text[] language sql immutable parallel safe as $$
  select codes || array(select c || '#' || organisation::text from unnest(codes) c)
    || case when birth is null then '{}' else array(select c || '*' || extract(year from birth)::int::text from unnest(codes) c) end
$$;
-- New entries wait in a short list and are taken in together: three times as fast, and a search reads at most a megabyte more.
create index persons_found_by on persons using gin (found_by(name_codes, organisation_id, birth_date)) with (gin_pending_list_limit = 1024);
alter table persons enable row level security;
create policy reach on persons for select to senda_reader using (sees_people(organisation_id, site_id));

-- Every way a word of a name sounds, with the same less one letter each: a misspelt one shares some of these with those near it.
-- Written without waiting for others, so a code may stand twice.
create table name_words (code text not null, near text[] not null);
create index on name_words (code text_pattern_ops);
create index name_words_near on name_words using gin (near) with (gin_pending_list_limit = 1024);

create table person_documents (
  id uuid not null, household_id uuid not null references households, person_id uuid not null,
  kind text not null check (kind in ('national-id','passport','birth-certificate','permit','refugee-id','other')),
  country text not null default '', number text not null, number_key text not null,     -- letters and digits only
  valid_until date,
  primary key (household_id, id)
);
create index on person_documents (number_key);
create index on person_documents (household_id, person_id);
alter table person_documents enable row level security;
create policy reach on person_documents for select to senda_reader using (sees_household(household_id));

-- Specific needs: a list for all plans, or for one.
create table need_kinds (
  code text primary key, names jsonb not null, position smallint not null,
  plan_id int references plans on delete cascade,          -- null: every plan
  is_restricted boolean not null default false             -- read only with people.sensitive
);
create table person_needs (
  id uuid not null, household_id uuid not null references households, person_id uuid not null,
  organisation_id int not null, site_id uuid,
  need text not null references need_kinds,
  detail jsonb not null default '{}',                      -- Washington Group: {seeing, hearing, walking, remembering, caring, communicating: 1–4}
  is_restricted boolean not null default false,
  since date not null, until date,
  recorded_by text not null, recorded_at timestamptz not null default now(),
  primary key (household_id, id)
);
create index on person_needs (household_id, person_id);
alter table person_needs enable row level security;
create policy reach on person_needs for select to senda_reader using (
  sees_people(organisation_id, site_id) and (not is_restricted or current_setting('senda.sensitive', true) = 'yes'));

-- What people are asked to agree to, in the words they heard; a text is never changed, a new version follows it.
create table consent_texts (
  purpose text not null, version int not null, language text not null, body text not null,
  written_by text not null, since timestamptz not null default now(),
  primary key (purpose, version, language)
);
create table person_consents (
  id uuid not null, household_id uuid not null references households, person_id uuid not null,
  purpose text not null check (purpose in ('registration','sharing','photo','contact','follow-up')),
  is_given boolean not null,                               -- false: refused
  text_version int not null, language text not null,
  how text not null check (how in ('spoken','signed','thumbprint','remote')),
  guardian_id uuid, guardian_name text not null default '',     -- who agreed for a child or a person who could not
  until date,
  recorded_by text not null, recorded_by_name text not null default '', at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by text,
  primary key (household_id, id)
);
create index on person_consents (household_id, person_id);
alter table person_consents enable row level security;
create policy reach on person_consents for select to senda_reader using (sees_household(household_id));

create table photos (
  id uuid not null, household_id uuid not null,            -- of an anonymous delivery: the delivery's own id
  person_id uuid, organisation_id int not null, site_id uuid,
  kind text not null check (kind in ('person','document','signature','proof')),
  media_type text not null, content bytea not null, sha256 text not null,
  taken_by text not null, taken_at timestamptz not null default now(),
  primary key (household_id, id)
);
alter table photos alter column content set storage external;
alter table photos enable row level security;
create policy reach on photos for select to senda_reader using (sees_people(organisation_id, site_id));

-- Everything that happened to a household, whole: what was merged or changed can be put back.
create table household_changes (
  id uuid not null, household_id uuid not null references households,
  what text not null,                                      -- registered, changed, merged, unmerged, consent, need, erased …
  version int not null,
  before jsonb not null default '{}', after jsonb not null default '{}', reason text not null default '',
  by text not null, by_name text not null default '', device_id uuid,
  at timestamptz not null default now(),
  primary key (household_id, id)
);
create index on household_changes (household_id, at);
alter table household_changes enable row level security;
create policy reach on household_changes for select to senda_reader using (sees_household(household_id));

-- Two people changed one household without seeing each other: both versions stand until somebody decides.
create table household_conflicts (
  id uuid not null, household_id uuid not null references households, organisation_id int not null, site_id uuid,
  base_version int not null, base jsonb not null, proposed jsonb not null,
  by text not null, by_name text not null default '', at timestamptz not null, device_id uuid,
  settled_at timestamptz, settled_by text, outcome text check (outcome in ('theirs','mine','joined')),
  primary key (household_id, id)
);
create index on household_conflicts (organisation_id, at) where settled_at is null;
alter table household_conflicts enable row level security;
create policy reach on household_conflicts for select to senda_reader using (sees_people(organisation_id, site_id));

-- Who read of whom, and how: opened, found by a search, taken onto a device, exported, printed.
create table readings (
  id uuid not null, household_id uuid not null, organisation_id int not null, site_id uuid,
  by text not null, by_name text not null default '', at timestamptz not null default now(),
  how text not null,
  primary key (household_id, id)
);
create index on readings (household_id, at desc);
create index on readings (by, at desc);
alter table readings enable row level security;
create policy reach on readings for select to senda_reader using (sees_people(organisation_id, site_id));

-- The one counted person behind one or many records. Locked by whoever changes what was given to them.
create table counted (id uuid primary key);

-- Keyed digests of documents and identity: the key is not in this database (docs/people.md). Equal tokens are one person.
create table person_tokens (
  token bytea not null, person_id uuid not null, household_id uuid not null,
  kind text not null check (kind in ('document','identity')),
  key_version int not null,                                -- which key: a short digest of it
  is_void boolean not null default false,                  -- somebody decided that these are two persons
  primary key (token, person_id)
);
create index on person_tokens (person_id);
-- A new key is being taken into use: how far the tokens were worked out anew.
create table token_rotations (key_version int primary key, after_person uuid, began_at timestamptz not null default now(), ended_at timestamptz);

-- Pairs that may be one person, with the reasons; queue of one organisation.
create table duplicate_pairs (
  a_person uuid not null, b_person uuid not null, a_household uuid not null, b_household uuid not null, organisation_id int not null,
  score real not null, reasons jsonb not null,             -- [{field, level, weight}]
  state text not null default 'open' check (state in ('open','same','different')),
  found_at timestamptz not null default now(), decided_by text, decided_at timestamptz,
  primary key (a_person, b_person), check (a_person < b_person)
);
create index on duplicate_pairs (organisation_id, score desc) where state = 'open';
create index on duplicate_pairs (b_person);
alter table duplicate_pairs enable row level security;
create policy reach on duplicate_pairs for select to senda_reader using (sees_people(organisation_id, null));
create table duplicate_models (                            -- weights learned from the data, shown
  organisation_id int primary key, learned_at timestamptz not null default now(), persons int not null, pairs int not null, content jsonb not null
);
create table merges (
  id uuid primary key, organisation_id int not null,
  kept_household uuid not null, kept_person uuid not null, gone_household uuid not null, gone_person uuid not null,
  content jsonb not null,                                  -- what else was changed, so that it can be put back
  by text not null, by_name text not null default '', at timestamptz not null default now(), reason text not null default '',
  undone_at timestamptz, undone_by text
);
create index on merges (organisation_id, at desc);
create index on merges (gone_person);
create index on merges (kept_person);
alter table merges enable row level security;
create policy reach on merges for select to senda_reader using (sees_people(organisation_id, null));

create table people_rules (                                -- of one organisation; 0: of all that have none of their own
  organisation_id int primary key,
  retention_months int not null default 24 check (retention_months between 1 and 240),
  changed_by text not null, changed_at timestamptz not null default now()
);

-- Lists of people taken in from a file.
create table people_imports (
  id uuid primary key, organisation_id int not null, site_id uuid,
  file_id uuid references files, file_name text not null,
  also_file_id uuid references files, also_file_name text not null default '',   -- of two files that belong together
  sent_as  jsonb not null default '{}',                    -- how they agreed, for which group where none is said, the matching that was chosen
  state text not null check (state in ('waiting','reading','done','failed')),
  columns jsonb not null default '[]', rows_total int, rows_read int not null default 0,
  households_seen int not null default 0,                  -- taken in or refused: where it goes on after a sudden end
  households int not null default 0, persons int not null default 0, candidates int not null default 0, rows_refused int not null default 0,
  findings jsonb not null default '{}',
  sent_by text not null, sent_at timestamptz not null default now(), ended_at timestamptz, seconds numeric, problem jsonb
);
create index on people_imports (organisation_id, sent_at desc);
-- The same file sent twice is one import; one that failed goes on.
create unique index people_imports_once on people_imports (organisation_id, file_id, coalesce(also_file_id, file_id));
create table people_import_refusals (                      -- rows kept out, as they came; forgotten with the file
  import_id uuid not null references people_imports on delete cascade, sheet smallint not null, line int not null,
  cells text[] not null, reasons jsonb not null,           -- [{field, code, values}]
  primary key (import_id, sheet, line)
);
create table people_import_keys (                          -- how a list called a household: when a later list says it again it is a candidate
  household_id uuid not null, organisation_id int not null, key text not null, import_id uuid not null,
  primary key (household_id, key)
);
create index on people_import_keys (organisation_id, key);
create table people_matchings (                            -- where an organisation put a column once
  organisation_id int not null, header text not null, field text,      -- folded header; null: left out
  primary key (organisation_id, header)
);

-- Devices that keep people on them, and what they sent: an operation is carried out once, however often it arrives.
create table devices (
  id uuid primary key, user_id text not null references users on delete cascade, name text not null,
  made_at timestamptz not null default now(), last_seen_at timestamptz not null default now(),
  clock_seconds int not null default 0,                    -- how far its clock is ahead
  revoked_at timestamptz, revoked_by text
);
create index on devices (user_id);
create table operations (
  id uuid primary key, device_id uuid, user_id text not null, kind text not null,
  received_at timestamptz not null default now(), answer jsonb not null
);
create index on operations (device_id, received_at);

revoke all on counted, person_tokens, token_rotations, duplicate_models, people_rules, people_imports, people_import_refusals, people_import_keys, people_matchings, devices, operations, name_words from senda_reader;
