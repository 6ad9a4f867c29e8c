-- How often somebody asked after people within an hour: whoever tries name after name to learn who is registered is stopped, and seen by those who answer for the organisation.
-- Counts only: what was asked for is not kept.
create table lookups (
  by text not null, hour timestamptz not null, by_name text not null default '',
  organisations int[],                    -- whose people they could have found; null: everybody's
  asked int not null,                     -- searches, persons held against those kept, questions whether something was given
  primary key (by, hour)
) with (fillfactor = 70);
create index on lookups (hour);
revoke all on lookups from senda_reader;
