/** Why: one of the usual reasons, or words of one's own. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'

type Props = { label: string; reasons: string[]; onReason: (reason: string) => void }

/** @param reasons keys of sentences; what is kept is the sentence in the language of who gives */
export function ReasonChoice({ label, reasons, onReason }: Props) {
  const t = useT()
  const [chosen, setChosen] = useState('')
  const [own, setOwn] = useState('')
  const choose = (key: string) => {
    setChosen(key)
    onReason(key === 'other' ? own.trim() : key && t(key))
  }
  return (
    <>
      <Field label={label}>
        {(control) => (
          <select {...control} value={chosen} onChange={(e) => choose(e.target.value)}>
            <option value="">{t('web.deliver.reason.choose')}</option>
            {reasons.map((key) => (
              <option key={key} value={key}>
                {t(key)}
              </option>
            ))}
            <option value="other">{t('web.deliver.reason.other')}</option>
          </select>
        )}
      </Field>
      {chosen === 'other' && (
        <Field label={t('web.deliver.reason.own')}>
          {(control) => (
            <input
              {...control}
              maxLength={300}
              value={own}
              onChange={(e) => {
                setOwn(e.target.value)
                onReason(e.target.value.trim())
              }}
            />
          )}
        </Field>
      )}
    </>
  )
}
