/** Progress: published targets beside what was reached, how far one would be at an even pace, and which activities are silent. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Progress, ProgressBy } from '../../modules/figures/progress/contract.ts'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { address, get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import { type Search, useChangeSearch } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ActivityList } from './ActivityList.tsx'
import { Headline } from './Headline.tsx'
import './progress.css'
import { ProgressTable } from './ProgressTable.tsx'

const bys = ['sector', 'country', 'admin1', 'organisation', 'indicator', 'month'] as const satisfies ProgressBy[]

export function ProgressScreen() {
  const t = useT()
  return (
    <PlanFrame section="progress" says={() => t('web.progress.head')}>
      {(lists) => <ProgressOf lists={lists} />}
    </PlanFrame>
  )
}

const number = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? text : undefined)
const month = (text: string | undefined) => (/^\d{4}-\d{2}$/.test(text ?? '') ? text : undefined)

function ProgressOf({ lists }: { lists: PlanLists }) {
  const t = useT()
  const format = useFormat()
  const search: Search = useSearch({ strict: false })
  const { code } = lists.plan
  const by = bys.find((one) => one === search.by) ?? 'sector'
  const country = /^[A-Z]{2}$/.test(search.country ?? '') ? search.country : undefined
  const scope = { country, sector: number(search.sector), organisation: number(search.organisation), until: month(search.until) }
  const query = { ...scope, by }
  const progress = useQuery({
    queryKey: ['progress', code, query, format.language],
    queryFn: () => get<Progress>(`/plans/${code}/progress`, query),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="stack">
      <Filters lists={lists} by={by} />
      <Answer query={progress}>
        {(found) =>
          found.version === null && found.total.rows === 0 ? (
            <Empty icon="plan" title={t('web.progress.nothing')}>
              <p>{t('web.progress.nothing.words')}</p>
              <Go to={`/plan/${code}/activities`} className="button">
                {t('web.plan.section.activities')}
              </Go>
            </Empty>
          ) : (
            <>
              <Headline progress={found} />
              <ProgressTable progress={found} />
              <Downloads code={code} query={query} />
              {found.version !== null && <ActivityList code={code} scope={scope} />}
              <p className="quiet">
                {found.method === 'sum'
                  ? t('web.progress.made.sum')
                  : t('web.progress.made', { method: t(`web.figures.method.${found.method}`) })}{' '}
                {t('web.figures.counted', { at: format.moment(found.countedAt) })}
              </p>
            </>
          )
        }
      </Answer>
    </div>
  )
}

function Filters({ lists, by }: { lists: PlanLists; by: ProgressBy }) {
  const t = useT()
  const format = useFormat()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const sectorName = useSectorName()
  const countries = new Map(lists.places.map((place) => [place.country, place.countryName]))
  const bodies = lists.organisations.filter((one) => one.appealing)
  const choices = [
    {
      name: 'country',
      label: t('web.ui.scope.country'),
      none: t('web.targets.every-country'),
      options: format.sorted([...countries], ([, name]) => name),
    },
    {
      name: 'sector',
      label: t('web.figures.sector'),
      none: t('web.targets.every-sector'),
      options: lists.sectors.map((one) => [String(one.id), sectorName(one)] as const),
    },
    {
      name: 'organisation',
      label: t('web.progress.organisation'),
      none: t('web.progress.every-organisation'),
      options: format.sorted(
        bodies.map((one) => [String(one.id), one.acronym || (one.names[0] ?? '')] as const),
        ([, name]) => name,
      ),
    },
  ]
  return (
    <form className="filters" aria-label={t('web.progress.filters')}>
      <label>
        {t('web.figures.by')}
        <select value={by} onChange={(e) => change({ by: e.target.value === 'sector' ? undefined : e.target.value })}>
          {bys.map((one) => (
            <option key={one} value={one}>
              {t(`web.progress.by.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {choices.map(({ name, label, none, options }) => (
        <label key={name}>
          {label}
          <select value={search[name] ?? ''} onChange={(e) => change({ [name]: e.target.value || undefined })}>
            <option value="">{none}</option>
            {options.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
    </form>
  )
}

function Downloads({ code, query }: { code: string; query: Parameters<typeof address>[1] }) {
  const t = useT()
  const { language } = useFormat()
  return (
    <ul className="downloads" aria-label={t('web.progress.downloads')}>
      {(['xlsx', 'csv'] as const).map((format) => (
        <li key={format}>
          <a className="button" href={address(`/plans/${code}/progress.${format}`, { ...query, language })} download>
            <Icon name="download" />
            {format.toUpperCase()}
          </a>
        </li>
      ))}
    </ul>
  )
}
