/** The municipality within an admin 1, where a list of them is there: it may be left open. */
import { useFormat, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { useAdmin2 } from './places.ts'

type Props = {
  label: string
  /** Words for what is left open. */
  none: string
  admin1: string | null
  value: string | null
  onChange: (code: string | null) => void
}

export function Admin2Field({ label, none, admin1, value, onChange }: Props) {
  const text = useText()
  const format = useFormat()
  const places = useAdmin2(admin1).data ?? []
  if (places.length === 0) return null
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value ?? ''} onChange={(e) => onChange(e.target.value || null)}>
          <option value="">{none}</option>
          {format
            .sorted(places, (place) => text(place.names))
            .map((place) => (
              <option key={place.code} value={place.code}>
                {text(place.names, place.code)}
              </option>
            ))}
        </select>
      )}
    </Field>
  )
}
