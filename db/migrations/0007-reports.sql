-- The overview: a document in several languages whose figures are references, not numbers.
create table overviews (
  id         uuid primary key,
  plan_id    int not null references plans,
  slug       text not null unique,      -- in the public address: 2020-07-2020-09
  first_month text not null,
  last_month  text not null,
  edition    int not null default 1,    -- the one being written
  include    text not null default 'accepted',   -- rows counted: accepted | submitted | drafts
  created_by text not null,
  created_at timestamptz not null default now()
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
  rows        jsonb not null,           -- the rows behind it, as they were
  withdrawn_at timestamptz,
  unique (overview_id, edition)
);
