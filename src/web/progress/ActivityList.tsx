/** Activity by activity: the silent ones first; also what nobody planned, what lags behind and what went beyond. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ActivityProgress, ActivityProgressPage, Show } from '../../modules/figures/progress/contract.ts'
import { get, isUnreachable } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Table } from '../ui/Table.tsx'
import { Wait } from '../ui/Wait.tsx'
import { PaceBar } from './PaceBar.tsx'

const shows = ['silent', 'behind', 'above', 'unplanned', 'all'] as const satisfies Show[]
type Scope = {
  country?: string | undefined
  sector?: string | undefined
  organisation?: string | undefined
  until?: string | undefined
}

export function ActivityList({ code, scope }: { code: string; scope: Scope }) {
  const t = useT()
  const { language } = useFormat()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const show = shows.find((one) => one === search.show) ?? 'silent'
  const query = { ...scope, show }
  const pages = useInfiniteQuery({
    queryKey: ['progress-activities', code, query, language],
    ...pagesBy((after) => get<ActivityProgressPage>(`/plans/${code}/progress/activities`, { ...query, after })),
  })
  const lines = pages.data?.pages.flatMap((page) => page.lines)
  return (
    <section className="stack">
      <h2>{t('web.progress.list')}</h2>
      <div className="filters">
        <label>
          {t('web.progress.show')}
          <select
            className="long"
            value={show}
            onChange={(e) => change({ show: e.target.value === 'silent' ? undefined : e.target.value }, { replace: true })}
          >
            {shows.map((one) => (
              <option key={one} value={one}>
                {t(`web.progress.show.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {pages.isError && !isUnreachable(pages.error) && <ProblemNotice error={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <Wait />}
      {lines?.length === 0 && <p className="quiet">{t(`web.progress.none.${show}`)}</p>}
      {lines !== undefined && lines.length > 0 && <Lines lines={lines} pace={pages.data?.pages[0]?.pace.share ?? 0} />}
      <More pages={pages} />
    </section>
  )
}

function Lines({ lines, pace }: { lines: ActivityProgress[]; pace: number }) {
  const t = useT()
  return (
    <Table label={t('web.progress.list')} className="dense progress" tall={lines.length > 12}>
      <thead>
        <tr>
          <th scope="col">{t('web.progress.organisation')}</th>
          <th scope="col">{t('web.progress.place')}</th>
          <th scope="col">{t('web.progress.what')}</th>
          <th className="n" scope="col">
            {t('web.progress.planned')}
          </th>
          <th className="n" scope="col">
            {t('web.progress.reported')}
          </th>
          <th scope="col">{t('web.progress.share')}</th>
          <th scope="col">{t('web.progress.last')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={`${line.organisation.id} ${line.country} ${line.admin1} ${line.indicator.id}`} line={line} pace={pace} />
        ))}
      </tbody>
    </Table>
  )
}

function Line({ line, pace }: { line: ActivityProgress; pace: number }) {
  const t = useT()
  const format = useFormat()
  const { planned, reported } = line.kind === 'capacity' ? line.trained : line.kind === 'output' ? line.output : line.people
  return (
    <tr>
      <th scope="row">{line.organisation.name}</th>
      <td>{line.place}</td>
      <td className="what-cell">
        {line.indicator.name}
        {line.title !== '' && <small>{line.title}</small>}
      </td>
      <td className="n">{line.activities > 0 ? format.number(Math.round(planned)) : t('web.progress.not-planned')}</td>
      <td className="n">{line.rows > 0 ? format.number(Math.round(reported)) : t('web.progress.no-report')}</td>
      <td>
        <span className="pace-cell">
          <PaceBar planned={planned} reported={reported} pace={pace} />
          <span className="n">
            {line.done === null ? '–' : t('web.progress.percent', { percent: Math.round(100 * line.done) })}
          </span>
        </span>
      </td>
      <td className="nowrap">{line.lastMonth === null ? '–' : format.month(line.lastMonth)}</td>
    </tr>
  )
}
