/** What is shown: need, target or both; across sectors or one sector; all countries or one. The address keeps it. */
import type { ReactNode } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PeopleTables } from '../../modules/plan/needs/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useChangeSearch } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { useChoice } from './useNeeds.ts'

type Props = {
  lists: PlanLists
  countries: PeopleTables['countries']
  of?: { sector: number; canBeAll: boolean; country: string | undefined }
  children?: ReactNode
}

/** @param of for entry, where one of the tables is shown, and one sector or one place of it */
export function Choices({ lists, countries, of, children }: Props) {
  const t = useT()
  const format = useFormat()
  const sectorName = useSectorName()
  const change = useChangeSearch()
  const choice = useChoice()
  const { shown } = choice
  const { sector, country } = of ?? choice
  const kinds = (['both', 'need', 'target'] as const).filter((kind) => !of || kind !== 'both')
  return (
    <div className="filters">
      <label>
        {t('web.needs.shown')}
        <select
          value={shown === 'both' && of ? 'need' : shown}
          onChange={(e) => change({ what: e.target.value === 'both' ? undefined : e.target.value })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`web.needs.what.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('web.ui.scope.country')}
        <select value={country ?? ''} onChange={(e) => change({ country: e.target.value || undefined, place: undefined })}>
          <option value="">{t('web.ui.scope.all-countries')}</option>
          {format
            .sorted(countries, (one) => one.name)
            .map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
        </select>
      </label>
      <label>
        {t('web.figures.sector')}
        <select value={sector} onChange={(e) => change({ sector: e.target.value === '0' ? undefined : e.target.value })}>
          {(!of || of.canBeAll) && <option value={0}>{t(of ? 'web.needs.all-sectors' : 'web.needs.intersector')}</option>}
          {lists.sectors.map((one) => (
            <option key={one.id} value={one.id}>
              {sectorName(one)}
            </option>
          ))}
        </select>
      </label>
      {children}
    </div>
  )
}
