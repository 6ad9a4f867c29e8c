/** One field of a form: label above, help below, and what is wrong with it beside it, in words. */
import { type ReactNode, useId } from 'react'
import { Icon } from './Icon.tsx'

type Control = { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }
type Props = { label: ReactNode; help?: ReactNode; error?: string | undefined; children: (control: Control) => ReactNode }

export function Field({ label, help, error, children }: Props) {
  const id = useId()
  const helpId = help === undefined ? undefined : `${id}-help`
  const errorId = error === undefined ? undefined : `${id}-error`
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': [errorId, helpId].filter(Boolean).join(' ') || undefined,
      })}
      {error !== undefined && (
        <p className="error" id={errorId}>
          <Icon name="wrong" /> {error}
        </p>
      )}
      {help !== undefined && (
        <p className="help" id={helpId}>
          {help}
        </p>
      )}
    </div>
  )
}
