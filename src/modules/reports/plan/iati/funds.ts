/** What an organisation received for the plan, as transactions of one activity above those it plans: money stands there only, budgets below. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import { noCountry, organisationType, referenceOf } from './codes.ts'
import { appeal, datesOf, identifier, opening, reporter, type Setting, sectors, statusOf } from './common.ts'
import { element, narrative, told } from './xml.ts'

export type Flow = {
  id: string
  status: 'pledge' | 'commitment' | 'paid'
  donor: string
  donorAcronym: string
  donorId: number | null
  donorPlans: boolean
  country: string | null
  sectorId: number | null
  sectorName: string | null
  look: string | null
  description: string
  amount: string
  currency: string
  day: string
}
export type Fund = { organisationId: number; name: string; acronym: string; kind: string; flows: Flow[] }

/** By recipient. What has no recipient of the plan's lists, no rate, or lies in the future is not told: `left` counts it. */
export async function fundsOf(db: Db, planId: number, today: string): Promise<{ funds: Fund[]; left: number }> {
  const { rows } = await sql<Fund>`
    select f.recipient_id as organisation_id, coalesce(o.names->>'en', o.acronym) as name, o.acronym, o.kind,
      jsonb_agg(jsonb_build_object('id', f.id, 'status', f.status, 'donor', coalesce(nullif(d.names->>'en', ''), nullif(f.donor, ''), '–'),
        'donorAcronym', coalesce(d.acronym, ''), 'donorId', f.donor_id, 'donorPlans', f.direction = 'internal', 'country', f.country, 'sectorId', f.sector_id,
        'sectorName', s.name, 'look', s.look, 'description', f.description, 'amount', coalesce(f.amount, f.usd)::text,
        'currency', case when f.amount is null then 'USD' else f.currency end, 'day', coalesce(f.decided_on, f.entered_at::date)) order by f.decided_on nulls last, f.id) as flows
    from funding_flows f join organisations o on o.id = f.recipient_id
    left join organisations d on d.id = f.donor_id left join plan_sectors s on s.id = f.sector_id
    where f.plan_id = ${planId} and f.direction in ('incoming', 'internal') and f.usd is not null and f.usd > 0 and coalesce(f.decided_on, f.entered_at::date) <= ${today}::date
    group by 1, 2, 3, 4 order by 1`.execute(db)
  const { rows: all } = await sql<{ flows: number }>`select count(*)::int as flows from funding_flows
    where plan_id = ${planId} and direction in ('incoming', 'internal', 'shared')`.execute(db)
  return { funds: rows, left: (all[0]?.flows ?? 0) - rows.reduce((sum, fund) => sum + fund.flows.length, 0) }
}

export function fundXml(fund: Fund, setting: Setting): string {
  const title = `${setting.planName}: ${fund.name}`
  const donors = [...new Map(fund.flows.map((f) => [f.donor, f])).values()]
  return [
    opening(setting, 1),
    `<iati-identifier>${identifier(setting, `org-${fund.organisationId}`)}</iati-identifier>`,
    reporter(setting),
    told('title', title),
    told('description', title, { type: 1 }),
    ...donors.map((f) => told('participating-org', f.donor, { ref: referenceOf(f.donorAcronym), role: 1 })),
    told('participating-org', fund.name, {
      ref: referenceOf(fund.acronym),
      type: organisationType(fund.kind),
      role: 4,
    }),
    statusOf(setting),
    datesOf(setting),
    appeal(setting),
    ...fund.flows.map((flow) => transaction(flow, fund, setting)),
    '</iati-activity>\n',
  ].join('')
}

/** 1 incoming funds, 11 incoming commitment, 13 incoming pledge. */
const types = { paid: 1, commitment: 11, pledge: 13 } as const

function transaction(flow: Flow, fund: Fund, setting: Setting): string {
  const provider = {
    ref: referenceOf(flow.donorAcronym),
    'provider-activity-id': flow.donorPlans && flow.donorId !== null ? identifier(setting, `org-${flow.donorId}`) : undefined,
  }
  return element(
    'transaction',
    { ref: flow.id, humanitarian: 1 },
    element('transaction-type', { code: types[flow.status] }),
    element('transaction-date', { 'iso-date': flow.day }),
    element('value', { currency: flow.currency, 'value-date': flow.day }, flow.amount),
    flow.description ? told('description', flow.description) : '',
    element('provider-org', provider, narrative(flow.donor)),
    element('receiver-org', { ref: referenceOf(fund.acronym) }, narrative(fund.name)),
    sectors(setting, flow.look === null ? undefined : { look: flow.look, name: flow.sectorName ?? flow.look }),
    flow.country
      ? element('recipient-country', { code: flow.country })
      : element('recipient-region', { vocabulary: 1, code: noCountry }),
  )
}
