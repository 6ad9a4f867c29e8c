/** How much: whole kits, or litres to the thousandth. */
import type { Service } from '../../modules/delivery/contract.ts'
import { useFormat } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { written } from './pad.ts'
import { partsOf, unitOf } from './tiles.ts'

type Props = {
  label: string
  help?: string
  service: Service | undefined
  value: string
  quantity: number
  onChange: (value: string) => void
}

export function Quantity({ label, help, service, value, quantity, onChange }: Props) {
  const { language } = useFormat()
  const parts = partsOf(service, language)
  return (
    <Field label={label} help={help}>
      {(control) => (
        <span className="unit">
          <input
            {...control}
            inputMode={parts.places > 0 ? 'decimal' : 'numeric'}
            autoComplete="off"
            size={8}
            value={value}
            onChange={(e) => onChange(written(value, e.target.value, parts))}
          />
          <span>{service && unitOf(service, quantity, language)}</span>
        </span>
      )}
    </Field>
  )
}
