-- What a household on a list receives in money, and how it is handed over: cash and vouchers have lists, too.
alter table distributions add column cash_value_usd numeric check (cash_value_usd > 0), add column mechanism_id int;
alter table distribution_households add column cash_value_usd numeric check (cash_value_usd > 0);   -- null: as the distribution says
