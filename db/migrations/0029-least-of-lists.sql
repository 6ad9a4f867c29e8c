-- A list that was taken in leaves no second copy: its file goes at once, and is known again by its digest.
alter table people_imports add column file_sha256 text, add column also_file_sha256 text;
update people_imports p set file_sha256 = f.sha256 from files f where f.id = p.file_id;
update people_imports p set also_file_sha256 = f.sha256 from files f where f.id = p.also_file_id;
drop index people_imports_once;
create unique index people_imports_once on people_imports (organisation_id, file_sha256, coalesce(also_file_sha256, file_sha256));
