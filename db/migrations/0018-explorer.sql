-- The explorer of published activities: each order is an index, so that the first page and the last cost the same; words are found by their beginnings.
create index published_activities_by_title  on published_activities (plan_id, version, (left(coalesce(title, ''), 200)), id);
create index published_activities_by_target on published_activities (plan_id, version, (-coalesce(target_people, 0)), id);
create index published_activities_by_budget on published_activities (plan_id, version, (-(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0))), id);
create index published_activities_by_words  on published_activities using gin (to_tsvector('simple', words));
