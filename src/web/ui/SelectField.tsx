/** A field in which one of several named things is chosen, or none: in the order of their names. */
import { useFormat } from '../languages.ts'
import { Field } from './Field.tsx'

type Props = {
  label: string
  /** Words for what is left open. */
  none: string
  /** Code and name. */
  choices: [string, string][]
  value: string | null
  onChange: (code: string | null) => void
  error?: string | undefined
}

export function SelectField({ label, none, choices, value, onChange, error }: Props) {
  const format = useFormat()
  return (
    <Field label={label} error={error}>
      {(control) => (
        <select {...control} value={value ?? ''} onChange={(e) => onChange(e.target.value || null)}>
          <option value="">{none}</option>
          {format
            .sorted(choices, ([, name]) => name)
            .map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </select>
      )}
    </Field>
  )
}
