-- Who came to a distribution is asked at every tick. What is given outside of lists pays nothing for it.
create index deliveries_of_lists on deliveries (distribution_id, household_id) where distribution_id is not null;
