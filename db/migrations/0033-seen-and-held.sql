-- When somebody was last seen goes with them into the household where they are shown: it stayed behind with every merge until now.
with recursive shown(household, id, merged_into) as (
  select p.household_id, k.household_id, k.merged_into from persons p join persons k on k.id = p.merged_into
  union select s.household, k.household_id, k.merged_into from shown s join persons k on k.id = s.merged_into)
update households h set last_seen_at = greatest(h.last_seen_at, s.seen) from (
  select shown.id, max(g.last_seen_at) as seen from shown join households g on g.id = shown.household group by shown.id) s
where h.id = s.id and h.erased_at is null and h.last_seen_at < s.seen;
-- What is held is looked for wherever somebody is due; where somebody was shown once is looked for when they are erased.
create index households_held on households (id) where hold_reason is not null and erased_at is null;
create index on merges (gone_household);
