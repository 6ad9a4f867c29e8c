/** People reached along any line, methods side by side, and the same table as a file. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { By, Reached, ReachedMethod } from '../../modules/figures/contract.ts'
import { address, get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { type Search, useChangeSearch, useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { FiguresTabs } from './FiguresTabs.tsx'
import './figures.css'
import { ReachedTable } from './ReachedTable.tsx'
import { useFigureScope } from './scope.ts'

const bys = ['country', 'admin1', 'sector', 'organisation', 'month', 'population', 'age-gender'] as const satisfies By[]
const methods = ['stored', 'sum', 'max-sector', 'max-age-gender', 'southern-cone', 'max-cell'] as const satisfies ReachedMethod[]

export function TableScreen() {
  const t = useT()
  const words = useScopeWords()
  return (
    <>
      <Head title={t('web.figures.title')}>{words.join(' · ')}</Head>
      <FiguresTabs />
      <WithPlan>{() => <TableOf />}</WithPlan>
    </>
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
        <label>
          {t('web.figures.by')}
          <select value={by} onChange={(e) => change({ by: e.target.value })}>
            {bys.map((one) => (
              <option key={one} value={one}>
                {t(`web.figures.by.${one}`)}
              </option>
            ))}
          </select>
        </label>
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

function Downloads({ path, query }: { path: string; query: Parameters<typeof address>[1] }) {
  const t = useT()
  const { language } = useFormat()
  return (
    <ul className="downloads" aria-label={t('web.figures.download')}>
      {[
        { name: 'CSV', href: address(`${path}.csv`, { ...query, language }) },
        { name: t('web.figures.download.hxl'), href: address(`${path}.csv`, { ...query, language, hxl: 1 }) },
        { name: 'XLSX', href: address(`${path}.xlsx`, { ...query, language }) },
      ].map(({ name, href }) => (
        <li key={name}>
          <a className="button" href={href} download>
            <Icon name="download" />
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
