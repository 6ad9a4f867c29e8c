/** One of a few, as large buttons side by side: for a thumb, and for the arrow keys. */
import { type ReactNode, useId } from 'react'
import { Icon } from '../ui/Icon.tsx'

type Props<V extends string> = {
  legend: ReactNode
  options: { value: V; name: ReactNode }[]
  value: V | undefined
  onChange: (value: V) => void
  error?: string | undefined
  help?: string
  quiet?: boolean
}

/** @param quiet the legend is only read aloud */
export function Choice<V extends string>({ legend, options, value, onChange, error, help, quiet = false }: Props<V>) {
  const id = useId()
  return (
    <fieldset className="choice" aria-describedby={error ? `${id}-error` : help ? `${id}-help` : undefined}>
      <legend className={quiet ? 'hide' : undefined}>{legend}</legend>
      {help !== undefined && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <div className="choice-options">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            {option.name}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p className="error" id={`${id}-error`}>
          <Icon name="wrong" /> {error}
        </p>
      )}
    </fieldset>
  )
}
