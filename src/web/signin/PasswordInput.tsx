/** A password that can be looked at while it is typed: on a phone that prevents most mistakes. */
import { type ComponentProps, useState } from 'react'
import { useT } from '../languages.ts'

type Props = {
  control: ComponentProps<'input'>
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
}

export function PasswordInput({ control, value, onChange, autoComplete }: Props) {
  const t = useT()
  const [shown, setShown] = useState(false)
  return (
    <span className="password">
      <input
        {...control}
        type={shown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(e) => onChange(e.target.value)}
      />
      <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? t('web.signin.password.hide') : t('web.signin.password.show')}
      </button>
    </span>
  )
}
