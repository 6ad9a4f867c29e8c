-- Nothing asks whom was served by household: entries are, and by them whom they were for. What nobody reads costs a write for everybody served.
drop index served_household_id_idx;
