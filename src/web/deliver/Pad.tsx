/** A pad of digits for a thumb, with the sign of the language where there may be parts. The field takes a keyboard, too. */
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Parts, pressed, wholes, written } from './pad.ts'

type Props = {
  label: string
  unit: string
  value: string
  parts?: Parts
  error?: string | undefined
  onChange: (value: string) => void
}
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function Pad({ label, unit, value, parts = wholes, error, onChange }: Props) {
  const t = useT()
  const press = (key: string) => onChange(pressed(value, key, parts))
  return (
    <>
      <Field label={label} error={error}>
        {(control) => (
          <span className="unit">
            <input
              {...control}
              className="pad-value"
              inputMode="none"
              autoComplete="off"
              size={7}
              value={value}
              onChange={(e) => onChange(written(value, e.target.value, parts))}
            />
            <span>{unit}</span>
          </span>
        )}
      </Field>
      {/* biome-ignore lint/a11y/useSemanticElements: the label stands above the field */}
      <div className="pad" role="group" aria-label={t('web.deliver.pad')}>
        {digits.map((digit) => (
          <button key={digit} type="button" onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        {parts.places > 0 ? (
          <button type="button" onClick={() => press(parts.sign)} aria-label={t('web.deliver.pad.sign')}>
            {parts.sign}
          </button>
        ) : (
          <span />
        )}
        <button type="button" onClick={() => press('0')}>
          0
        </button>
        <button type="button" onClick={() => press('back')} aria-label={t('web.deliver.pad.back')}>
          <Icon name="undo" />
        </button>
      </div>
    </>
  )
}
