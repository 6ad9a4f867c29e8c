-- A no after a yes takes the yes back: it is looked for every night, too.
drop index person_consents_withdrawn;
create index person_consents_withdrawn on person_consents (household_id) where purpose = 'registration' and (withdrawn_at is not null or not is_given);
