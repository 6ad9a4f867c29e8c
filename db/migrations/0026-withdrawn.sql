-- Who took back the consent to be registered is looked for every night.
create index person_consents_withdrawn on person_consents (household_id) where purpose = 'registration' and withdrawn_at is not null;
