/** What cash or a voucher is worth, and how it is handed over. */
import { useState } from 'react'
import { useCatalogue } from '../field/catalogue.ts'
import { useT, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'

type Worth = { value: number | null; mechanism: number | null }
type Props = Worth & { missing: string[]; onChange: (part: Partial<Worth>) => void }

export function Value({ value, mechanism, missing, onChange }: Props) {
  const t = useT()
  const text = useText()
  const { mechanisms } = useCatalogue()
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  return (
    <>
      <Field label={t('web.deliver.value')} error={missing.includes('value') ? t('web.deliver.value.missing') : undefined}>
        {(control) => (
          <span className="unit">
            <input
              {...control}
              inputMode="decimal"
              size={8}
              value={typed}
              onChange={(e) => {
                const next = e.target.value.replace(',', '.')
                setTyped(e.target.value)
                onChange({ value: /^\d+(\.\d{1,2})?$/.test(next) ? Number(next) : null })
              }}
            />
            <span>USD</span>
          </span>
        )}
      </Field>
      <Field
        label={t('web.deliver.mechanism')}
        error={missing.includes('mechanism') ? t('web.deliver.mechanism.missing') : undefined}
      >
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
    </>
  )
}
