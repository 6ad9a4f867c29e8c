/** A field in which one of several named things is chosen, or none: in the order of their names. */
import { useFormat } from '../languages.ts'
import { OneOfField, type OneOfProps } from './OneOfField.tsx'

type Props = Omit<OneOfProps<string>, 'value' | 'onChange'> & {
  /** Words for what is left open. */
  none: string
  value: string | null
  onChange: (code: string | null) => void
}

export function SelectField({ choices, value, onChange, ...field }: Props) {
  const format = useFormat()
  return (
    <OneOfField
      {...field}
      choices={format.sorted([...choices], ([, name]) => name)}
      value={value ?? ''}
      onChange={(code) => onChange(code || null)}
    />
  )
}
