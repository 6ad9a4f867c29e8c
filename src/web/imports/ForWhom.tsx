/** Of which plan a workbook is, and for which organisation; it may hold several. */
import { useT, useText } from '../languages.ts'
import { useMe } from '../me.ts'
import { usePlanLists, usePlans } from '../plans.ts'
import { useChangeSearch } from '../scope.ts'
import { SelectField } from '../ui/SelectField.tsx'

export function PlanField({ plan }: { plan: string }) {
  const t = useT()
  const text = useText()
  const plans = usePlans()
  const change = useChangeSearch()
  return (
    <label className="field">
      {t('web.imports.of-plan')}
      <select value={plan} onChange={(e) => change({ plan: e.target.value, organisation: undefined })}>
        {plans.data?.map((p) => (
          <option key={p.code} value={p.code}>
            {text(p.names, p.code)}
          </option>
        ))}
      </select>
    </label>
  )
}

type OrganisationProps = { plan: string; value: number | undefined; onChange: (value: number | undefined) => void }

export function OrganisationField({ plan, value, onChange }: OrganisationProps) {
  const t = useT()
  const me = useMe()
  const lists = usePlanLists(plan)
  const own = me.data?.organisations
  const mine = lists.data?.organisations.filter((o) => o.appealing && (!own?.length || own.includes(o.id))) ?? []
  return (
    <SelectField
      label={t('web.imports.organisation')}
      help={t('web.imports.organisation.help')}
      none={t('web.imports.organisation.any')}
      choices={mine.map((o) => [String(o.id), o.names[0] ?? ''])}
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
    />
  )
}
