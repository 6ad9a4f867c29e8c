/** Under which indicator of each plan what is given is reported. */
import { useState } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { usePlanLists, usePlans } from '../plans.ts'
import { useScope } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { Field } from '../ui/Field.tsx'

type Chosen = { planId: number; indicatorId: number }
type Props = { chosen: Chosen[]; onChange: (chosen: Chosen[]) => void }

export function Indicators({ chosen, onChange }: Props) {
  const t = useT()
  const text = useText()
  const { plan } = useScope()
  const plans = usePlans().data ?? []
  const [code, setCode] = useState(plan)
  const shown = plans.find((one) => one.code === code)
  return (
    <fieldset>
      <legend>{t('web.services.reported')}</legend>
      <div className="fields">
        <Field label={t('web.services.plan')} help={t('web.services.plan.help', { n: chosen.length })}>
          {(control) => (
            <select {...control} value={code ?? ''} onChange={(e) => setCode(e.target.value)}>
              {plans.map((one) => (
                <option key={one.code} value={one.code}>
                  {text(one.names, one.code)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {shown && <IndicatorSelect key={shown.code} plan={shown} chosen={chosen} onChange={onChange} />}
      </div>
    </fieldset>
  )
}

function IndicatorSelect({ plan, chosen, onChange }: Props & { plan: Plan }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const sectorName = useSectorName()
  const lists = usePlanLists(plan.code).data
  const now = chosen.find((one) => one.planId === plan.id)
  const choose = (id: number) => {
    const others = chosen.filter((one) => one.planId !== plan.id)
    onChange(id ? [...others, { planId: plan.id, indicatorId: id }] : others)
  }
  return (
    <Field label={t('web.services.indicator')}>
      {(control) => (
        <select {...control} value={now?.indicatorId ?? ''} onChange={(e) => choose(Number(e.target.value))}>
          <option value="">{t('web.services.indicator.none')}</option>
          {lists &&
            format.sorted(lists.sectors, sectorName).map((sector) => (
              <optgroup key={sector.id} label={sectorName(sector)}>
                {lists.indicators
                  .filter((one) => one.sectorId === sector.id)
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {text(one.names, one.name)}
                    </option>
                  ))}
              </optgroup>
            ))}
        </select>
      )}
    </Field>
  )
}
