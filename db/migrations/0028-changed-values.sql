-- What was planned for a household of a list before somebody changed it: a plan may change until they come, never silently.
create table distribution_values (
  id uuid not null, household_id uuid not null, distribution_id uuid not null, organisation_id int not null, site_id uuid,
  was numeric not null, becomes numeric not null, reason text not null,
  changed_by text not null, changed_by_name text not null, changed_at timestamptz not null default now(),
  primary key (household_id, id)
);
create index on distribution_values (distribution_id, household_id);
alter table distribution_values enable row level security;
create policy reach on distribution_values for select to senda_reader using (sees_people(organisation_id, site_id));
comment on table distribution_values is 'distributed by household_id with households';
