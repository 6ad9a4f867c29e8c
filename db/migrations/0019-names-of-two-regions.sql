-- Two Chilean regions by the long names that tables of the plan use; where places are loaded later, they come with these names.
insert into place_aliases (country, key, place_code, name)
select 'CL', v.key, v.code, v.name
from (values
  ('aysen del gral carlos ibanez del campo', 'CL-AI', 'Aysén del Gral. Carlos Ibáñez del Campo'),
  ('libertador gral bernardo o higgins', 'CL-LI', 'Libertador Gral. Bernardo O''Higgins')
) v (key, code, name)
where exists (select from places p where p.code = v.code)
on conflict do nothing;
