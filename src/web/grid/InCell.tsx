/** Editing in the cell: Enter keeps and goes down, Tab keeps and goes on, Esc leaves the cell as it was. */
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { Move } from './walk.ts'

type Props = {
  label: string
  before: string
  initial: string | undefined
  isNumber: boolean
  /** Few and fixed: chosen from a list. */
  options?: { value: string; name: string }[] | undefined
  /** Names offered while typing. */
  choices?: string[] | undefined
  onFinish: (typed: string | undefined, move: Move) => void
}

export function InCell({ label, before, initial, isNumber, options, choices, onFinish }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null)
  const ended = useRef(false)
  useEffect(() => {
    field.current?.focus()
    if (initial === undefined && field.current instanceof HTMLInputElement) field.current.select()
  }, [initial])
  const end = (move: Move, keeps = true) => {
    if (ended.current) return
    ended.current = true
    const typed = field.current?.value ?? ''
    onFinish(keeps && typed !== before ? typed : undefined, move)
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (!['Enter', 'Tab', 'Escape'].includes(e.key)) return
    e.preventDefault()
    e.stopPropagation()
    if (e.key === 'Escape') end('stay', false)
    else end(e.key === 'Enter' ? 'down' : e.shiftKey ? 'previous' : 'next')
  }
  const common = { ref: field, 'aria-label': label, onKeyDown, onBlur: () => end('stay') }
  if (options)
    return (
      <select {...common} defaultValue={initial ?? before}>
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    )
  return (
    <>
      <input
        {...common}
        defaultValue={initial ?? before}
        className={isNumber ? 'n' : undefined}
        inputMode={isNumber ? 'decimal' : undefined}
        list={choices ? id : undefined}
        autoComplete="off"
      />
      {choices && (
        <datalist id={id}>
          {choices.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  )
}
