/** A PIN as it is typed: digits only, never shown, never remembered by the browser. */
import { Field } from '../ui/Field.tsx'

type Props = {
  label: string
  help?: string
  error?: string | undefined
  value: string
  onChange: (pin: string) => void
  first?: boolean
}

export function PinField({ label, help, error, value, onChange, first = false }: Props) {
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <input
          {...control}
          className="pin"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          // biome-ignore lint/a11y/noAutofocus: the one thing asked for on a locked device
          autoFocus={first}
          value={value}
          onChange={(e) => onChange(e.target.value.replace(/\D/g, ''))}
        />
      )}
    </Field>
  )
}
