-- What was accepted, by what was planned: indicator, organisation and place. Progress and `above-target` read nothing else of a row; rows that are
-- still being written (every row of an import) are not in it.
create index activity_reports_progress on activity_reports (plan_id, indicator_id, organisation_id, country, admin1)
  include (month, kind, new_people, people_in_month, output_quantity, cash_value_usd) where state in ('accepted', 'locked') and not is_blocked;
