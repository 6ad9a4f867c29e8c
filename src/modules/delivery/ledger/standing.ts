/** What stands of entries, persons and counted people at a moment. */
import { sql } from 'kysely'
import type { Answers } from '../../../core/several.ts'
import type { Served } from './entries.ts'
import type { Order } from './order.ts'

export type There = { id: string; organisationId: number; serviceId: number; isDouble: boolean }
type State = { there: Map<string, There>; countedAs: Map<string, string>; served: Map<string, Served[]> }

/** What stands at this moment, in one statement: these entries, these persons, what these counted people were given. */
export const asking = (ids: readonly string[], persons: readonly string[], counted: readonly string[]) => sql`
  select (select coalesce(json_agg(json_build_object('id', id, 'organisationId', organisation_id, 'serviceId', service_id, 'isDouble', is_double)), '[]')
      from deliveries where id = any(${ids}::uuid[])) as there,
    (select coalesce(json_agg(json_build_array(id, counted_as)), '[]') from persons where id = any(${persons}::uuid[])) as persons,
    (select coalesce(json_agg(json_build_object('countedAs', counted_as, 'deliveryId', delivery_id, 'personId', person_id, 'organisationId', organisation_id,
        'siteId', site_id, 'serviceId', service_id, 'lineId', line_id, 'at', extract(epoch from at) * 1000, 'cell', cell, 'isCounted', is_counted)), '[]')
      from served where counted_as = any(${counted}::uuid[]) and is_live) as served`

type Standing = { there: There[]; persons: [string, string][]; served: (Omit<Served, 'at'> & { at: number })[] }
export function stateIn(answers: Answers, counted: readonly string[]): State {
  const state = answers.at(-1)![0] as Standing
  const served = new Map<string, Served[]>(counted.map((id) => [id, []]))
  for (const row of state.served) served.get(row.countedAs)!.push({ ...row, at: new Date(row.at) })
  return { there: new Map(state.there.map((t) => [t.id, t])), countedAs: new Map(state.persons), served }
}
export const isSame = (there: There, { delivery }: Order): boolean =>
  there.organisationId === delivery.organisation && there.serviceId === delivery.service
