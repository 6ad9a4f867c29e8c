/** People reached along any line, methods side by side, and the same table as a file. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { By, Reached, ReachedMethod } from '../../modules/figures/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { type Search, useChangeSearch, useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { ByChoice } from './ByChoice.tsx'
import { Downloads } from './Downloads.tsx'
import { FiguresFrame } from './FiguresFrame.tsx'
import { ReachedTable } from './ReachedTable.tsx'
import { useFigureScope } from './scope.ts'

const bys = ['country', 'admin1', 'sector', 'organisation', 'month', 'population', 'age-gender'] as const satisfies By[]
const methods = ['stored', 'sum', 'max-sector', 'max-age-gender', 'southern-cone', 'max-cell'] as const satisfies ReachedMethod[]

export function TableScreen() {
  return (
    <FiguresFrame>
      <TableOf />
    </FiguresFrame>
  )
}

function TableOf() {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const { planEntry } = useScope()
  const { plan, query } = useFigureScope()
  const by = bys.find((one) => one === search.by) ?? 'country'
  // Splitting by cell came with the plans of 2022.
  const offered = methods.filter((method) => method !== 'max-cell' || (planEntry?.lastMonth ?? '') >= '2022')
  const asked = search.method?.split(',').flatMap((one) => offered.find((method) => method === one) ?? []) ?? []
  const chosen = asked.length > 0 ? asked : offered
  const full = { ...query, by, method: chosen.join(',') }
  const reached = useQuery({
    queryKey: ['reached', plan, full],
    queryFn: () => get<Reached>(`/plans/${plan}/figures/reached`, full),
    placeholderData: keepPreviousData,
  })
  const turn = (method: string, on: boolean) =>
    change(
      { method: offered.filter((one) => (one === method ? on : chosen.includes(one))).join(',') || undefined },
      { replace: true },
    )
  return (
    <div className="stack">
      <div className="filters">
        <ByChoice by={by} bys={bys} name={(one) => t(`web.figures.by.${one}`)} />
        <fieldset className="choices row">
          <legend>{t('web.figures.methods')}</legend>
          {offered.map((method) => (
            <label key={method}>
              <input
                type="checkbox"
                checked={chosen.includes(method)}
                disabled={chosen.length === 1 && chosen[0] === method}
                onChange={(e) => turn(method, e.target.checked)}
              />{' '}
              {t(`web.figures.method.${method}`)}
            </label>
          ))}
        </fieldset>
      </div>
      <Answer query={reached}>{(table) => <ReachedTable table={table} />}</Answer>
      <Downloads path={`/plans/${plan}/figures/reached`} query={full} />
    </div>
  )
}
