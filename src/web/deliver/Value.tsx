/** What cash or a voucher is worth, and how it is handed over. */
import { useState } from 'react'
import { isBeyondPlan } from '../../modules/delivery/rules/amount.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Pad } from './Pad.tsx'
import { cents, moneyOf, shown, signOf, written } from './pad.ts'

export type Worth = { value: number | null; mechanism: number | null }
type Props = Worth & {
  label?: string
  missing: string[]
  /** What the list says for this household; far beyond it is a slip. */
  planned?: number | null
  hasPad?: boolean
  onChange: (part: Partial<Worth>) => void
}

export function Value({ label, value, mechanism, missing, planned = null, hasPad = false, onChange }: Props) {
  const t = useT()
  const format = useFormat()
  const parts = { places: cents, sign: signOf(format.language) }
  const [typed, setTyped] = useState(shown(value, parts.sign))
  const set = (next: string) => {
    setTyped(next)
    onChange({ value: moneyOf(next) })
  }
  const name = label ?? t('web.deliver.value')
  const error = missing.includes('value')
    ? t('web.deliver.value.missing')
    : value !== null && isBeyondPlan(value, planned)
      ? t('web.deliver.value.beyond', { planned: format.number(planned ?? 0) })
      : undefined
  return (
    <>
      {hasPad ? (
        <Pad label={name} unit="USD" value={typed} parts={parts} error={error} onChange={set} />
      ) : (
        <Field label={name} error={error}>
          {(control) => (
            <span className="unit">
              <input
                {...control}
                inputMode="decimal"
                autoComplete="off"
                size={8}
                value={typed}
                onChange={(e) => set(written(typed, e.target.value, parts))}
              />
              <span>USD</span>
            </span>
          )}
        </Field>
      )}
      <Mechanism mechanism={mechanism} isMissing={missing.includes('mechanism')} onChange={onChange} />
    </>
  )
}

type MechanismProps = Pick<Worth, 'mechanism'> & { isMissing: boolean; onChange: Props['onChange'] }
function Mechanism({ mechanism, isMissing, onChange }: MechanismProps) {
  const t = useT()
  const text = useText()
  const { mechanisms } = useCatalogue()
  return (
    <Field label={t('web.deliver.mechanism')} error={isMissing ? t('web.deliver.mechanism.missing') : undefined}>
      {(control) => (
        <select {...control} value={mechanism ?? ''} onChange={(e) => onChange({ mechanism: Number(e.target.value) || null })}>
          <option value="">{t('web.deliver.choose')}</option>
          {mechanisms.map((one) => (
            <option key={one.id} value={one.id}>
              {text(one.names, one.name)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
