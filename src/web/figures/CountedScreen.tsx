/** People counted once, from deliveries: by any grouping that is kept, beside the estimate from the rows, and how both are made. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Counted, CountedBy } from '../../modules/figures/counted/contract.ts'
import { get, type Query } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { ByChoice } from './ByChoice.tsx'
import { CountedTable } from './CountedTable.tsx'
import { Downloads } from './Downloads.tsx'
import { FiguresFrame } from './FiguresFrame.tsx'
import { useFigureScope } from './scope.ts'

const bys = [
  'country',
  'country-sector',
  'country-sector-month',
  'country-month',
  'sector',
  'sector-month',
  'admin1',
  'organisation',
  'country-organisation',
  'month',
  'group',
  'age-gender',
  'group-age-gender',
] as const satisfies CountedBy[]

export function CountedScreen() {
  return (
    <FiguresFrame>
      <CountedOf />
    </FiguresFrame>
  )
}

function CountedOf() {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const { plan, query } = useFigureScope()
  const by = bys.find((one) => one === search.by) ?? 'country-sector'
  const asked = { ...query, by }
  const counted = useQuery({
    queryKey: ['counted', plan, asked],
    queryFn: () => get<Counted>(`/plans/${plan}/figures/counted`, asked),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <div className="stack">
      <div className="filters">
        <ByChoice by={by} bys={bys} name={(one) => t(`web.figures.counted.by.${one}`)} />
      </div>
      <Answer query={counted}>
        {(table) =>
          table.lines.length === 0 ? <Nobody /> : <Found table={table} path={`/plans/${plan}/figures/counted`} query={asked} />
        }
      </Answer>
    </div>
  )
}

function Found({ table, path, query }: { table: Counted; path: string; query: Query }) {
  return (
    <>
      <Big table={table} />
      <CountedTable table={table} />
      <Downloads path={path} query={query} />
    </>
  )
}

/** Both figures side by side: who was counted, and what the rows say; and what of the rows nobody can open. */
function Big({ table }: { table: Counted }) {
  const t = useT()
  const format = useFormat()
  const whole = (value: number | null) => (value === null ? '–' : format.number(Math.round(value)))
  const { people, least, most, aggregatedShare: share, method } = table.estimated
  const isHidden = people === null
  const estimate = [
    isHidden ? t('web.figures.counted.hidden.one') : t(`web.figures.method.${method}`),
    ...(least === most ? [] : [t('web.figures.range', { least: whole(least), most: whole(most) })]),
  ]
  return (
    <section className="stack" aria-label={t('web.figures.headline')}>
      <div className="figures">
        <p className="figure big">
          <b>{whole(table.people)}</b>
          {t('web.figures.counted.people')}
          <span className="method">
            {isHidden
              ? t('web.figures.counted.hidden.one')
              : t(table.people === null ? 'web.figures.counted.no-total' : 'web.figures.counted.once')}
          </span>
        </p>
        <p className="figure big">
          <b>{whole(table.grouped)}</b>
          {t('web.figures.counted.grouped')}
          <span className="method">{t('web.figures.counted.grouped.words')}</span>
        </p>
        <p className="figure big">
          <b>{whole(people)}</b>
          {t('web.figures.counted.estimated')}
          <span className="method">
            {[...estimate, ...(share === null ? [] : [t('web.figures.counted.share', { share: Math.round(share * 100) })])].join(
              ' · ',
            )}
          </span>
        </p>
      </div>
      <details className="made">
        <summary>{t('web.figures.made')}</summary>
        <p>{t('web.figures.counted.how')}</p>
        <p>{t('web.figures.counted.how.estimate')}</p>
        <p>{t('web.figures.counted.how.small')}</p>
      </details>
    </section>
  )
}

function Nobody() {
  const t = useT()
  return (
    <Empty icon="figures" title={t('web.figures.counted.nobody')}>
      <p>{t('web.figures.counted.nobody.words')}</p>
      <Go to="/figures" className="button">
        {t('web.figures.counted.nobody.estimate')}
      </Go>
    </Empty>
  )
}
