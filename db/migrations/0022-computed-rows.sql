-- Rows of the monthly 5W that are worked out from deliveries: their numbers follow the entries.
alter table activity_reports add column line_id int references delivery_lines;
create index activity_reports_line on activity_reports (line_id) where line_id is not null and corrects is null;
create index activity_reports_line_corrections on activity_reports (line_id) where line_id is not null and corrects is not null;
