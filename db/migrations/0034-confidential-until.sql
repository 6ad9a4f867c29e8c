-- A service that is no longer confidential: what was given of it until then stays so. Whoever came trusted in what held that day.
alter table services add column confidential_until timestamptz;
