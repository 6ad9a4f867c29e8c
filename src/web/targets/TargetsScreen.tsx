/** The target check: where partners together plan to reach more people than are in need, and who would have to give way. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { TargetCheck } from '../../modules/plan/targets/contract.ts'
import { address, get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import { type Search, useChangeSearch } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Countries } from './Countries.tsx'
import { LineTable } from './LineTable.tsx'
import './targets.css'

export function TargetsScreen() {
  const t = useT()
  return (
    <PlanFrame section="targets" says={() => t('web.targets.head')}>
      {(lists) => <Check lists={lists} />}
    </PlanFrame>
  )
}

function Check({ lists }: { lists: PlanLists }) {
  const t = useT()
  const format = useFormat()
  const search: Search = useSearch({ strict: false })
  const { code } = lists.plan
  const country = /^[A-Z]{2}$/.test(search.country ?? '') ? search.country : undefined
  const sector = /^\d{1,9}$/.test(search.sector ?? '') ? search.sector : undefined
  const counts = search.counts === 'submitted' ? 'submitted' : undefined
  const files = { country, sector, counts }
  const query = { ...files, lines: country === undefined ? 'none' : search.lines === 'all' ? 'all' : 'above' }
  const check = useQuery({
    queryKey: ['target-check', code, query, format.language],
    queryFn: () => get<TargetCheck>(`/plans/${code}/targets/check`, query),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="stack">
      <Filters lists={lists} country={country} sector={sector} />
      <Answer query={check}>
        {(found) =>
          !found.hasNeeds ? (
            <Empty icon="people" title={t('web.targets.no-needs')}>
              <p>{t('web.targets.no-needs.words')}</p>
              <Go to={`/plan/${code}/needs`} className="button">
                {t('web.plan.section.needs')}
              </Go>
            </Empty>
          ) : (
            <>
              <Summary check={found} />
              {country === undefined ? <Countries check={found} /> : <LineTable check={found} code={code} />}
              <Unchecked check={found} />
              <Downloads code={code} query={files} />
              <p className="quiet">
                {t('web.targets.cells')} {t('web.figures.counted', { at: format.moment(found.countedAt) })}
              </p>
            </>
          )
        }
      </Answer>
    </div>
  )
}

function Filters({ lists, country, sector }: { lists: PlanLists; country: string | undefined; sector: string | undefined }) {
  const t = useT()
  const format = useFormat()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const sectorName = useSectorName()
  const names = new Map(lists.places.map((place) => [place.country, place.countryName]))
  const sectors = lists.sectors.filter((one) => !one.isMultipurposeCash)
  return (
    <form className="filters" aria-label={t('web.targets.filters')}>
      <label>
        {t('web.ui.scope.country')}
        <select value={country ?? ''} onChange={(e) => change({ country: e.target.value || undefined })}>
          <option value="">{t('web.targets.every-country')}</option>
          {format
            .sorted([...names], ([, name]) => name)
            .map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <label>
        {t('web.figures.sector')}
        <select value={sector ?? ''} onChange={(e) => change({ sector: e.target.value || undefined })}>
          <option value="">{t('web.targets.every-sector')}</option>
          {sectors.map((one) => (
            <option key={one.id} value={one.id}>
              {sectorName(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('web.targets.counts')}
        <select
          value={search.counts === 'submitted' ? 'submitted' : ''}
          onChange={(e) => change({ counts: e.target.value || undefined })}
        >
          <option value="">{t('web.targets.counts.all')}</option>
          <option value="submitted">{t('web.targets.counts.submitted')}</option>
        </select>
      </label>
      {country !== undefined && (
        <label className="tick">
          <input
            type="checkbox"
            checked={search.lines === 'all'}
            onChange={(e) => change({ lines: e.target.checked ? 'all' : undefined })}
          />{' '}
          {t('web.targets.every-line')}
        </label>
      )}
    </form>
  )
}

/** The whole in one sentence. */
function Summary({ check }: { check: TargetCheck }) {
  const t = useT()
  const sum = (of: (one: TargetCheck['countries'][number]) => number) => check.countries.reduce((all, one) => all + of(one), 0)
  const values = { lines: sum((c) => c.lines), above: sum((c) => c.above), cells: sum((c) => c.cells) }
  if (values.lines === 0) return <Notice title={t('web.targets.nothing')}>{t('web.targets.nothing.words')}</Notice>
  if (values.above === 0) return <Notice tone="good" title={t('web.targets.fits', values)} />
  return <Notice tone="attention" title={t('web.targets.above', values)} />
}

function Unchecked({ check }: { check: TargetCheck }) {
  const t = useT()
  const format = useFormat()
  if (check.unchecked.length === 0) return null
  return (
    <details>
      <summary>{t('web.targets.unchecked', { n: check.unchecked.length })}</summary>
      <ul>
        {check.unchecked.map((one) => (
          <li key={`${one.country} ${one.sector}`}>
            {one.countryName} · {one.sectorName}: {t('web.targets.people', { n: one.people })} ({format.number(one.activities)})
          </li>
        ))}
      </ul>
    </details>
  )
}

function Downloads({ code, query }: { code: string; query: Parameters<typeof address>[1] }) {
  const t = useT()
  const { language } = useFormat()
  return (
    <ul className="downloads" aria-label={t('web.targets.downloads')}>
      {(['xlsx', 'csv'] as const).map((format) => (
        <li key={format}>
          <a className="button" href={address(`/plans/${code}/targets/check.${format}`, { ...query, language })} download>
            <Icon name="download" />
            {t(`web.targets.download.${format}`)}
          </a>
        </li>
      ))}
    </ul>
  )
}
