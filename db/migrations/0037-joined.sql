-- An entry that is told late counts who was in the household when it was given: who was added since was not, as far as was known then.
alter table persons add column joined_at timestamptz; -- null: since the household was registered
