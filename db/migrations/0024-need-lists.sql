-- A kind of need that is not asked any more: what was recorded with it stays and keeps its name.
alter table need_kinds add column retired_at timestamptz;
