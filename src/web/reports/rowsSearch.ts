/** The rows behind a figure, as an address of the grid. */
import type { FigureReference } from '../../modules/figures/contract.ts'
import type { Search } from '../scope.ts'

const kindOf: Partial<Record<FigureReference['measure'], string>> = {
  people: 'direct',
  countries: 'direct',
  share: 'direct',
  'cash-people': 'direct',
  trained: 'capacity',
  output: 'output',
}

export function rowsSearch({ plan }: { plan: string }, reference: FigureReference): Search {
  const { from, until, country, admin1, sector, organisation, indicator } = reference
  const period = from === until ? { month: from } : { from, until }
  const text = (value: number | undefined) => (value === undefined ? undefined : String(value))
  return {
    plan,
    ...period,
    country,
    admin1,
    sector: text(sector),
    organisation: text(organisation),
    indicator: text(indicator),
    kind: kindOf[reference.measure],
  }
}
