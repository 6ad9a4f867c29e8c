/** A pad of digits for a thumb. The field takes a keyboard, too. */
import { useId } from 'react'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { pressed } from './giving.ts'

type Props = { label: string; unit: string; value: string; onChange: (value: string) => void }
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function Pad({ label, unit, value, onChange }: Props) {
  const t = useT()
  const id = useId()
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <span className="unit">
          <input
            id={id}
            className="pad-value"
            inputMode="none"
            autoComplete="off"
            size={7}
            value={value}
            onChange={(e) => onChange(e.target.value.replace(/[^\d]/g, '').slice(0, 6))}
          />
          <span>{unit}</span>
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: the label stands above the field */}
      <div className="pad" role="group" aria-label={t('web.deliver.pad')}>
        {digits.map((digit) => (
          <button key={digit} type="button" onClick={() => onChange(pressed(value, digit))}>
            {digit}
          </button>
        ))}
        <span />
        <button type="button" onClick={() => onChange(pressed(value, '0'))}>
          0
        </button>
        <button type="button" onClick={() => onChange(pressed(value, 'back'))} aria-label={t('web.deliver.pad.back')}>
          <Icon name="undo" />
        </button>
      </div>
    </>
  )
}
