/** The sectors of a plan: their look, and what the rules and methods must know of them. */
import type { PlanLists, Sector, SectorChange } from '../../modules/plan/contract.ts'
import { looks } from '../../modules/plan/look.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
import { usePlanChange } from './usePlanChange.ts'

export function SectorsTab({ lists }: { lists: PlanLists }) {
  const t = useT()
  const change = usePlanChange(lists.plan.code)
  const save = (id: number, body: SectorChange) => change.mutate({ method: 'PATCH', path: `/sectors/${id}`, body })
  if (lists.sectors.length === 0) return <p>{t('web.plan.sectors.none')}</p>
  return (
    <div className="stack">
      {change.isError && <ProblemNotice error={change.error} />}
      <Table label={t('web.plan.tab.sectors')}>
        <thead>
          <tr>
            <th>{t('web.figures.sector')}</th>
            <th className="n">{t('web.plan.tab.indicators')}</th>
            <th>{t('web.plan.look')}</th>
            <th>{t('web.plan.serves-children')}</th>
            <th>{t('web.plan.is-cash')}</th>
            <th>{t('web.figures.method.southern-cone')}</th>
          </tr>
        </thead>
        <tbody>
          {lists.sectors.map((sector) => (
            <SectorRow
              key={sector.id}
              sector={sector}
              indicators={lists.indicators.filter((one) => one.sectorId === sector.id).length}
              onSave={(body) => save(sector.id, body)}
            />
          ))}
        </tbody>
      </Table>
      <p className="quiet">{t('web.plan.sectors.words')}</p>
    </div>
  )
}

function SectorRow({
  sector,
  indicators,
  onSave,
}: {
  sector: Sector
  indicators: number
  onSave: (change: SectorChange) => void
}) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const fixed = !useMay()('plan.edit')
  const name = text(sector.names, sector.name)
  return (
    <tr data-sector={sector.look}>
      <th scope="row">
        <Icon name={sector.look} sector /> {name} {sector.isNew && <Badge tone="attention">{t('web.plan.is-new')}</Badge>}
      </th>
      <td className="n">{format.number(indicators)}</td>
      <td>
        <select
          aria-label={t('web.plan.look.of', { sector: name })}
          disabled={fixed}
          value={sector.look}
          onChange={(e) => onSave({ look: e.target.value })}
        >
          {Object.keys(looks).map((look) => (
            <option key={look} value={look}>
              {t(`web.plan.look.${look}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={t('web.plan.serves-children.of', { sector: name })}
          disabled={fixed}
          checked={sector.servesChildren}
          onChange={(e) => onSave({ servesChildren: e.target.checked })}
        />
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={t('web.plan.is-cash.of', { sector: name })}
          disabled={fixed}
          checked={sector.isMultipurposeCash}
          onChange={(e) => onSave({ isMultipurposeCash: e.target.checked })}
        />
      </td>
      <td>
        <select
          aria-label={t('web.plan.southern-cone.of', { sector: name })}
          disabled={fixed}
          value={sector.southernCone ?? ''}
          onChange={(e) => onSave({ southernCone: e.target.value === '' ? null : (e.target.value as 'largest' | 'added') })}
        >
          <option value="">{t('web.plan.southern-cone.none')}</option>
          <option value="largest">{t('web.plan.southern-cone.largest')}</option>
          <option value="added">{t('web.plan.southern-cone.added')}</option>
        </select>
      </td>
    </tr>
  )
}
