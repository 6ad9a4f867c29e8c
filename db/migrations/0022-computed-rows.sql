-- Rows of the monthly 5W that are worked out from deliveries: their numbers follow the entries.
alter table activity_reports add column line_id int references delivery_lines;
create index activity_reports_line on activity_reports (line_id) where line_id is not null and corrects is null;
-- An entered row beside a computed one of the same organisation, place, indicator and month.
create index activity_reports_computed on activity_reports (plan_id, organisation_id, indicator_id, month, country) where line_id is not null and corrects is null;
