/** A field in which one of a few named things is chosen, in the order they are given. */
import type { ReactNode } from 'react'
import { Field } from './Field.tsx'

export type OneOfProps<V extends string> = {
  label: string
  /** Code and name. */
  choices: readonly (readonly [V, string])[]
  value: V
  onChange: (value: V) => void
  /** Words for what is left open: its code is the empty one. */
  none?: string | undefined
  help?: ReactNode
  error?: string | undefined
}

export function OneOfField<V extends string>({ label, choices, value, onChange, none, help, error }: OneOfProps<V>) {
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <select {...control} value={value} onChange={(e) => onChange(e.target.value as V)}>
          {none !== undefined && <option value="">{none}</option>}
          {choices.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
