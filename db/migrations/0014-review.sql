-- Letters: kept until a mail server took them, so that none is lost while there is no server; at most one per person, reason and day.
create table mails (
  id        uuid primary key,
  user_id   text not null references users on delete cascade,   -- the address is looked up when it is sent
  reason    text not null,               -- plan.remind rmrp-2021 endorse
  day       date not null,
  subject   text not null,
  body      text not null,
  made_at   timestamptz not null default now(),
  sent_at   timestamptz,
  given_up_at timestamptz,               -- the server refused it for good, or it came too late to be of use
  attempts  int not null default 0,
  error     text,                        -- what the server said last
  unique (user_id, reason, day)
);
create index on mails (made_at desc, id desc);
create index on mails (made_at) where sent_at is null and given_up_at is null;
revoke all on mails from senda_reader;

-- Who wrote an activity does not decide on it.
create index on plan_activity_changes (by, activity_id);
