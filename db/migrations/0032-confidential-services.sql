-- Services that say what somebody suffers or where they sleep: that one was given is told to nobody outside the organisation that gave it.
alter table services add column is_confidential boolean not null default false;
update services set is_confidential = true where code in ('hiv-treatment', 'sexual-reproductive-health', 'prenatal', 'psychosocial-one', 'psychosocial-group',
  'psychological-first-aid', 'child-protection', 'legal-advice', 'referral', 'shelter-night');
