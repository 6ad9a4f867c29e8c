/** An amount in dollars, to the cent; far beyond what is planned for the household is a slip. */
import { useState } from 'react'
import { isBeyondPlan } from '../../modules/delivery/rules/amount.ts'
import { useFormat, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Pad } from './Pad.tsx'
import { cents, moneyOf, shown, signOf, written } from './pad.ts'
import { useUsd } from './useAmount.ts'

type Props = {
  label: string
  help?: string
  value: number | null
  isMissing?: boolean
  planned?: number | null
  hasPad?: boolean
  onChange: (value: number | null) => void
}

export function Money({ label, help, value, isMissing = false, planned = null, hasPad = false, onChange }: Props) {
  const t = useT()
  const { language } = useFormat()
  const usd = useUsd()
  const parts = { places: cents, sign: signOf(language) }
  const [typed, setTyped] = useState(shown(value, parts.sign))
  const set = (next: string) => {
    setTyped(next)
    onChange(moneyOf(next))
  }
  const beyond =
    value !== null && isBeyondPlan(value, planned) ? t('web.deliver.value.beyond', { planned: usd(planned ?? 0) }) : undefined
  const error = isMissing ? t('web.deliver.value.missing') : beyond
  if (hasPad) return <Pad label={label} unit="USD" value={typed} parts={parts} error={error} onChange={set} />
  return (
    <Field label={label} help={help} error={error}>
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
  )
}
