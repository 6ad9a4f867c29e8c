-- Money: what was given, at which rate, and what is asked. One figure, one view: whatever adds money up reads counted_contributions and plan_requirements.

create table exchange_rates (             -- USD for one unit of a currency, from this day until the next one given
  currency   text not null check (currency ~ '^[A-Z]{3}$'),
  day        date not null,
  usd        numeric not null check (usd > 0),
  source     text not null,
  entered_by text not null, entered_at timestamptz not null default now(),
  primary key (currency, day)
);

create table funding_plan_names (         -- how funding files call this plan, where it is neither its code nor its name
  plan_id int not null references plans on delete cascade,
  key     text not null,                  -- folded
  name    text not null,
  primary key (plan_id, key)
);

create table contributions (
  id          uuid primary key,           -- of a flow: made from plan, source and flow; by hand: made by the caller
  plan_id     int not null references plans on delete cascade,
  source      text not null check (source in ('fts','file','hand')),
  flow_id     text not null,              -- as its source numbers it; of a file without numbers: made from what the line says
  form        text not null check (form in ('json','csv','table','hand','stated')),
  parent_flow_id text,
  donor_id     int references organisations, donor     text not null default '',   -- as written; several: joined by |
  recipient_id int references organisations, recipient text not null default '',
  country     text references places, countries text not null default '',          -- several or unknown ones are not specified: only written
  sector_id   int references plan_sectors on delete set null, sectors text not null default '',
  source_in_plan      boolean,            -- what the source says of its own plan; null: nothing
  destination_in_plan boolean not null default true,
  is_shared   boolean not null default false,   -- meant for this plan and others, not said how much for which
  origin_country   text references places,      -- where passed-on money was before, when its source says it
  origin_sector_id int references plan_sectors on delete set null,
  description text not null default '', reference text not null default '',
  kind        text not null default 'financial' check (kind in ('financial','in-kind')),
  method      text check (method in ('cash','traditional')),
  status      text not null check (status in ('pledge','commitment','paid')),
  amount      numeric(20,2), currency text,     -- as given
  usd         numeric(18,2),                    -- null: waits for a rate
  usd_by      text check (usd_by in ('source','rate')),
  rate numeric, rate_day date, rate_source text,   -- USD for one unit
  decided_on  date, budget_year int,
  earmarking  text not null default '', new_money boolean, boundary text, flow_type text,
  is_parked   boolean not null default false,      -- its amount is already only what its parts leave of it
  objects     jsonb not null default '{}',         -- source and destination as written
  version_id  int, updated_at timestamptz,         -- of the source: an older form never replaces a newer one
  reverses    uuid references contributions, reversed_by uuid, reason text not null default '',
  entered_by  text not null, entered_at timestamptz not null default now(),
  unique (plan_id, source, flow_id)
);
create index on contributions (plan_id, decided_on desc nulls last, id);
create index on contributions (plan_id, source, parent_flow_id) where parent_flow_id is not null;
create index on contributions (currency) where usd is null or usd_by = 'rate';

create table contribution_changes (       -- what a contribution was before it arrived changed
  id              uuid primary key,
  contribution_id uuid not null references contributions on delete cascade,
  at timestamptz not null default now(), by text not null, why text not null,
  before jsonb not null
);
create index on contribution_changes (contribution_id, at);

create table stated_requirements (        -- what is asked, where no activities say it
  plan_id int not null references plans on delete cascade,
  line    int not null,                   -- order as written
  name    text not null,                  -- country, sector, organisation or part of the response, as written
  country text references places,
  sector_id int references plan_sectors on delete set null,
  organisation_id int references organisations,
  in_kind_usd numeric(18,2) not null default 0, cash_usd numeric(18,2) not null default 0,
  note text not null default '', source text not null,
  entered_by text not null, entered_at timestamptz not null default now(),
  primary key (plan_id, line)
);
revoke all on exchange_rates, funding_plan_names, contributions, contribution_changes from senda_reader;

-- What is asked. `open`: activities as they stand (rows as the reader may see them); `published`: of the latest publication; `stated`: without activities.
create view plan_requirements with (security_invoker = true) as
  select plan_id, 'open' as basis, state, country, sector_id, organisation_id,
    coalesce(in_kind_usd, 0) as in_kind_usd, coalesce(cash_usd, 0) as cash_usd,
    case when kind = 'direct' then target_people end as target_people, null::text as place
  from plan_activities
  union all
  select p.plan_id, 'published', 'published', p.country, p.sector_id, p.organisation_id,
    coalesce(p.in_kind_usd, 0), coalesce(p.cash_usd, 0), case when p.kind = 'direct' then p.target_people end, null
  from published_activities p
  where p.version = (select max(v.number) from plan_versions v where v.plan_id = p.plan_id and v.published_at is not null)
  union all
  select plan_id, 'stated', 'stated', country, sector_id, organisation_id, in_kind_usd, cash_usd, null, case when country is null then name end
  from stated_requirements;

-- Contributions with their direction over the plan's boundary. Reversed ones and their reversals say nothing.
create view funding_flows as
  select c.*,
    case
      when is_shared then 'shared'
      when not destination_in_plan then case when source_in_plan then 'outgoing' else 'outside' end
      when source_in_plan then 'internal'
      -- Nothing said of the source's plan: money from another appealing organisation was counted when that one received it.
      when source_in_plan is null and donor_id is distinct from recipient_id and exists (
        select from plan_organisations o where o.plan_id = c.plan_id and o.organisation_id = c.donor_id and o.role = 'appealing') then 'internal'
      else 'incoming'
    end as direction
  from contributions c
  where reverses is null and reversed_by is null
    -- What was printed as received beside a requirement counts until somebody says who gave it.
    and not (form = 'stated' and exists (select from contributions o where o.plan_id = c.plan_id and o.form <> 'stated'));

-- What counts, as movements: each given once where it came in; passed on: taken at one place, added at another; left: taken.
create view counted_contributions as
  with details as (       -- flows that say in detail where a part of another went
    select k.plan_id, k.source, k.parent_flow_id as flow_id,
      sum(k.usd) filter (where k.status <> 'pledge') as counted_usd, sum(k.usd) as all_usd,
      sum(k.amount) filter (where k.status <> 'pledge') as counted_amount, sum(k.amount) as all_amount,
      min(k.currency) as currency, count(distinct k.currency) as currencies
    from funding_flows k join contributions p on p.plan_id = k.plan_id and p.source = k.source and p.flow_id = k.parent_flow_id
    where k.direction = 'incoming' and k.usd is not null and k.flow_id <> k.parent_flow_id and p.parent_flow_id is distinct from k.flow_id
    group by 1, 2, 3
  ), flows as (
    select f.*, greatest(f.usd - case when f.is_parked then 0 when f.status = 'pledge' then coalesce(d.all_usd, 0) else coalesce(d.counted_usd, 0) end, 0) as left_usd,
      case
        when f.is_parked or coalesce(case when f.status = 'pledge' then d.all_usd else d.counted_usd end, 0) = 0 then f.amount
        when d.currencies = 1 and d.currency = f.currency then greatest(f.amount - case when f.status = 'pledge' then d.all_amount else d.counted_amount end, 0)
        when f.usd = 0 then f.amount
        else round(f.amount * greatest(f.usd - case when f.status = 'pledge' then d.all_usd else d.counted_usd end, 0) / f.usd, 2)
      end as left_amount,
      p.id is not null as has_parent, p.country as parent_country, p.sector_id as parent_sector_id
    from funding_flows f
    left join details d on d.plan_id = f.plan_id and d.source = f.source and d.flow_id = f.flow_id
    left join contributions p on p.plan_id = f.plan_id and p.source = f.source and p.flow_id = f.parent_flow_id and p.flow_id <> f.flow_id and p.destination_in_plan and not p.is_shared
    where f.usd is not null
  )
  select plan_id, id, 'given' as movement, donor_id, donor, recipient_id as organisation_id, recipient as organisation, country, case when form = 'stated' and country is null then countries end as place, sector_id, kind, method, currency,
    case when status <> 'pledge' then left_usd else 0 end as usd, case when status <> 'pledge' then left_amount else 0 end as amount,
    case when status = 'pledge' then left_usd else 0 end as pledged_usd
  from flows where direction = 'incoming'
  union all
  select plan_id, id, 'received', donor_id, donor, recipient_id, recipient, country, null, sector_id, kind, method, currency, usd, amount, 0
  from flows where direction = 'internal' and status <> 'pledge'
  union all
  select plan_id, id, case direction when 'internal' then 'passed-on' else 'left' end, donor_id, donor, donor_id, donor,
    case when has_parent then parent_country when origin_country is not null or direction = 'outgoing' then origin_country else country end, null,
    case when has_parent then parent_sector_id when origin_sector_id is not null or direction = 'outgoing' then origin_sector_id else sector_id end,
    kind, method, currency, -usd, -amount, 0
  from flows where direction in ('internal', 'outgoing') and status <> 'pledge';
-- The view runs with its owner's rights: the reader sees what counts, never the rows themselves.
revoke all on funding_flows from senda_reader;

-- An amount as it is shown and exchanged: text with two digits.
create function to_cents(amount numeric) returns text language sql immutable parallel safe return round(amount, 2)::text;
