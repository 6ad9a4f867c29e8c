-- How tables lie on several machines, should there be several (`senda database distribute`, docs/operating.md). Said here, beside the tables; on one machine it means nothing.
-- Everything of one household lies together; everything given to one counted person lies together.
comment on table households is 'distributed by id';
comment on table persons is 'distributed by household_id with households';
comment on table person_documents is 'distributed by household_id with households';
comment on table person_needs is 'distributed by household_id with households';
comment on table person_consents is 'distributed by household_id with households';
comment on table photos is 'distributed by household_id with households';
comment on table household_changes is 'distributed by household_id with households';
comment on table household_conflicts is 'distributed by household_id with households';
comment on table readings is 'distributed by household_id with households';
comment on table deliveries is 'distributed by household_id with households';
comment on table distribution_households is 'distributed by household_id with households';
comment on table people_import_keys is 'distributed by household_id with households';
comment on table counted is 'distributed by id';
comment on table served is 'distributed by counted_as with counted';
comment on table person_tokens is 'distributed by token';
comment on table operations is 'distributed by id';
-- Lists that the statements on those tables join: a copy everywhere.
comment on table plans is 'reference';
comment on table places is 'reference';
comment on table sites is 'reference';
comment on table need_kinds is 'reference';
comment on table services is 'reference';
comment on table delivery_lines is 'reference';
comment on table name_words is 'reference';
