/** The list of age-gender shares by country and sector. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import { loadPlaceNames } from '../../places/naming.ts'
import type { ListRemark } from '../contract.ts'
import { openLists } from '../queries.ts'
import { addSectors } from './adding.ts'
import type { Line, ListTable } from './columns.ts'
import { count, type Deed, nothing, type Outcome } from './outcome.ts'

const shares = ['girls', 'boys', 'women', 'men'] as const

export async function takeProportions(db: Db, planId: number, { lines }: ListTable): Promise<Outcome> {
  const outcome = nothing()
  const places = await loadPlaceNames(db)
  const open = (await openLists(db, planId)).includes('indicators')
  const sectors = await addSectors(db, planId, open ? lines.map((l) => l.cell('sector')) : [], true)
  for (const line of lines) {
    const country = places.country(line.cell('country'))
    const area = country && line.cell('admin1') ? places.area(country, line.cell('admin1'))?.code : country
    const sectorId = sectors.get(fold(line.cell('sector')))
    const refusal = shareRefusal(line, area, sectorId)
    if (refusal || !country || !area || !sectorId) {
      outcome.refused.push({ line: line.line, ...refusal! })
      continue
    }
    const [girls, boys, women, men] = shares.map((s) => Number(line.cell(s))) as [number, number, number, number]
    count(
      outcome,
      await saveProportion(db, { planId, country, admin1: area === country ? '' : area, sectorId, girls, boys, women, men }),
    )
  }
  return outcome
}

function shareRefusal(line: Line, area: string | undefined, sectorId: number | undefined): Omit<ListRemark, 'line'> | undefined {
  if (!area)
    return { reason: 'country-unknown', values: { name: [line.cell('country'), line.cell('admin1')].filter(Boolean).join(', ') } }
  if (!sectorId) return { reason: 'sector-unknown', values: { name: line.cell('sector') } }
  const wrong = shares.find((s) => line.cell(s) === '' || !(Number(line.cell(s)) >= 0 && Number(line.cell(s)) <= 1))
  if (wrong) return { reason: 'number-unreadable', values: { column: wrong, written: line.cell(wrong) } }
  const sum = shares.reduce((total, s) => total + Number(line.cell(s)), 0)
  return Math.abs(sum - 1) > 0.005
    ? { reason: 'shares-do-not-sum', values: { sum: Math.round(sum * 10_000) / 10_000 } }
    : undefined
}

type Proportion = {
  planId: number
  country: string
  admin1: string
  sectorId: number
  girls: number
  boys: number
  women: number
  men: number
}

async function saveProportion(db: Db, entry: Proportion): Promise<Deed> {
  const { rows } = await sql<{ isAdded: boolean }>`
    insert into plan_proportions as p (plan_id, country, admin1, sector_id, girls, boys, women, men)
    values (${entry.planId}, ${entry.country}, ${entry.admin1}, ${entry.sectorId}, ${entry.girls}, ${entry.boys}, ${entry.women}, ${entry.men})
    on conflict (plan_id, country, admin1, sector_id) do update set girls = excluded.girls, boys = excluded.boys, women = excluded.women, men = excluded.men
    where (p.girls, p.boys, p.women, p.men) is distinct from (excluded.girls, excluded.boys, excluded.women, excluded.men)
    returning xmax = 0 as is_added`.execute(db)
  return rows[0] ? (rows[0].isAdded ? 'added' : 'changed') : 'same'
}
