/** The indicators of a plan: what each counts decides which cells of a row may be filled. */
import { useDeferredValue, useState } from 'react'
import { fold } from '../../core/text.ts'
import type { Indicator, IndicatorChange, Kind, PlanLists } from '../../modules/plan/contract.ts'
import { useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
import { usePlanChange } from './usePlanChange.ts'

const kinds = ['direct', 'capacity', 'output'] as const satisfies Kind[]

export function IndicatorsTab({ lists }: { lists: PlanLists }) {
  const t = useT()
  const text = useText()
  const [words, setWords] = useState('')
  const [sector, setSector] = useState('')
  const key = fold(useDeferredValue(words))
  const change = usePlanChange(lists.plan.code)
  const sectors = new Map(lists.sectors.map((one) => [one.id, one]))
  const shown = lists.indicators.filter(
    (one) =>
      (sector === '' || String(one.sectorId) === sector) &&
      fold(`${one.code ?? ''} ${text(one.names, one.name)} ${one.name}`).includes(key),
  )
  const unstated = lists.indicators.filter((one) => one.kind === null).length
  return (
    <div className="stack">
      <div className="filters">
        <label>
          {t('web.plan.find')}
          <input type="search" value={words} onChange={(e) => setWords(e.target.value)} />
        </label>
        <label>
          {t('web.figures.sector')}
          <select value={sector} onChange={(e) => setSector(e.target.value)}>
            <option value="">{t('web.plan.all-sectors')}</option>
            {lists.sectors.map((one) => (
              <option key={one.id} value={one.id}>
                {text(one.names, one.name)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {unstated > 0 && <p>{t('web.plan.kind.unstated', { count: unstated })}</p>}
      {change.isError && <ProblemNotice error={change.error} />}
      <Table label={t('web.plan.tab.indicators')} tall={shown.length > 20}>
        <thead>
          <tr>
            <th>{t('web.plan.indicator')}</th>
            <th>{t('web.figures.sector')}</th>
            <th>{t('web.plan.kind')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => {
            const own = sectors.get(one.sectorId)
            return (
              <IndicatorRow
                key={one.id}
                indicator={one}
                look={own?.look ?? 'common'}
                sector={own ? text(own.names, own.name) : ''}
                onSave={(body) => change.mutate({ method: 'PATCH', path: `/indicators/${one.id}`, body })}
              />
            )
          })}
        </tbody>
      </Table>
      {shown.length === 0 && <p className="quiet">{t('web.plan.indicators.none')}</p>}
    </div>
  )
}

function IndicatorRow({
  indicator,
  look,
  sector,
  onSave,
}: {
  indicator: Indicator
  look: string
  sector: string
  onSave: (change: IndicatorChange) => void
}) {
  const t = useT()
  const text = useText()
  const may = useMay()
  const name = text(indicator.names, indicator.name)
  return (
    <tr data-sector={look}>
      <th scope="row">
        {name} {indicator.isNew && <Badge tone="attention">{t('web.plan.is-new')}</Badge>}
        {indicator.code && (
          <>
            <br />
            <span className="quiet">{indicator.code}</span>
          </>
        )}
      </th>
      <td>
        <Icon name={look} sector /> {sector}
      </td>
      <td>
        <select
          aria-label={t('web.plan.kind.of', { indicator: name })}
          disabled={!may('plan.edit')}
          value={indicator.kind ?? ''}
          onChange={(e) => onSave({ kind: e.target.value as Kind })}
        >
          {indicator.kind === null && <option value="">{t('web.plan.kind.none')}</option>}
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`web.plan.kind.${kind}`)}
            </option>
          ))}
        </select>
      </td>
    </tr>
  )
}
