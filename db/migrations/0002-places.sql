-- Administrative areas: country (level 0), admin 1, admin 2. A country is also the place of work done in all of it.
create table places (
  code     text primary key,         -- ISO 3166-1 / 3166-2, else the P-code
  level    smallint not null check (level between 0 and 2),
  country  text not null,            -- code of its country, its own for a country
  parent   text references places,
  names    jsonb not null,           -- {en, es, pt, fr}
  pcode    text,
  platform text,                     -- of a country: the platform it coordinates in
  hosts    boolean not null default false,   -- one of the countries of the response
  check ((level = 0) = (parent is null))
);
create index on places (country, level);
create index on places (parent);
create index on places (pcode);

-- Every way a place is written; `key` is the folded name (no case, accents, punctuation).
create table place_aliases (
  country    text not null,
  key        text not null,
  place_code text not null references places on delete cascade,
  name       text not null,
  primary key (country, place_code, key)
);
create index on place_aliases (key);

create table hosted_people (          -- printed estimates of Venezuelans hosted by a country
  country text not null references places,
  as_of   text not null,
  people  bigint not null,
  source  text not null,
  primary key (country, as_of)
);
