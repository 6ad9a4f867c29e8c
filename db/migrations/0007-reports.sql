-- The overview: a document in several languages whose figures are references, not numbers.
create table overviews (
  id         uuid primary key,
  plan_id    int not null references plans,
  slug       text not null unique,      -- in the public address: overview-2020-2020-07-2020-09
  first_month text not null,
  last_month  text not null,
  edition    int not null default 1,    -- the one being written
  include    text not null default 'accepted',   -- rows counted: accepted | submitted | drafts
  created_by text not null,
  created_at timestamptz not null default now(),
  unique (plan_id, first_month, last_month)
);
create table overview_texts (
  overview_id uuid not null references overviews on delete cascade,
  language    text not null,
  part        text not null,            -- title, lead, context, achievements, initiatives, sector:<id>, method, contact, donors, tie-out:<sector id> …
  body        text not null,            -- paragraphs; figures as [[reference]]
  version     int not null default 1,   -- two writers at once: the second is told
  saved_at    timestamptz not null default now(),
  saved_by    text not null,
  primary key (overview_id, language, part)
);
create table overview_text_history (
  overview_id uuid not null references overviews on delete cascade,
  language text not null, part text not null, version int not null,
  body text not null, saved_at timestamptz not null, saved_by text not null,
  primary key (overview_id, language, part, version)
);
create table stories (
  id          uuid primary key,
  overview_id uuid not null references overviews on delete cascade,
  position    int not null default 0,
  country     text references places,
  picture     uuid references files,
  texts       jsonb not null,           -- language → {title, body, caption, alt}
  credit      text not null default '',
  consent     text not null default ''  -- how the person agreed, never published
);
create table overview_donors (
  overview_id uuid not null references overviews on delete cascade,
  name        text not null,
  link        text,
  primary key (overview_id, name)
);
create table publications (
  id          uuid primary key,
  overview_id uuid not null references overviews,
  edition     int not null,
  published_at timestamptz not null default now(),
  published_by text not null,
  languages   text[] not null,
  documents   jsonb not null,           -- language → the document with its figures, frozen
  tie_out     jsonb not null,
  pictures    uuid[] not null default '{}',     -- open to everybody while the edition is
  withdrawn_at timestamptz,
  unique (overview_id, edition)
);
create index on publications (published_at desc) where withdrawn_at is null;
create index on publications using gin (pictures) where withdrawn_at is null;

-- The rows behind an edition as they were, with the names of that day, so that each figure opens however the lists change.
create table publication_rows (
  publication_id uuid not null references publications on delete cascade,
  position   int not null,
  month text, country text, admin1 text, sector_id int, indicator_id int, organisation_id int,
  kind  text,
  is_cash boolean,
  number numeric not null,              -- new people, people trained, or output: by kind
  cash_value_usd numeric,
  place  jsonb not null,                -- names of country and admin 1, by language
  sector jsonb not null, activity jsonb not null,
  organisation text not null default '',
  note   text not null default '',
  primary key (publication_id, position)
);
create index on publication_rows (publication_id, sector_id, country, position);
create index on publication_rows (publication_id, country, position);
