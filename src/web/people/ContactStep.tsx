/** Where they come from and go to, how they are reached, which languages they speak. */
import type { HouseholdContent } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { useLanguageName } from './languageName.ts'

type Props = {
  content: HouseholdContent
  onChange: (part: Partial<HouseholdContent>) => void
  onLeave: () => void
  wrong: Record<string, string | undefined>
}

const texts = [
  { name: 'origin', type: 'text', most: 200 },
  { name: 'destination', type: 'text', most: 200 },
  { name: 'address', type: 'text', most: 300 },
  { name: 'phone', type: 'tel', most: 40 },
  { name: 'email', type: 'email', most: 200 },
] as const

export function ContactStep({ content, onChange, onLeave, wrong }: Props) {
  const t = useT()
  return (
    <>
      {texts.map(({ name, type, most }) => (
        <Field
          key={name}
          label={t(`web.people.${name}`)}
          error={wrong[name]}
          help={name === 'phone' || name === 'origin' ? t(`web.people.${name}.help`) : undefined}
        >
          {(control) => (
            <input
              {...control}
              type={type}
              autoComplete="off"
              maxLength={most}
              value={content[name]}
              onBlur={onLeave}
              onChange={(e) => onChange({ [name]: e.target.value })}
            />
          )}
        </Field>
      ))}
      <Languages spoken={content.languages} onChange={(languages) => onChange({ languages })} />
      <Field label={t('web.people.note')} help={t('web.people.note.help')} error={wrong.note}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={content.note}
            onBlur={onLeave}
            onChange={(e) => onChange({ note: e.target.value })}
          />
        )}
      </Field>
    </>
  )
}

/** Those heard along the way; others are kept as they were written. */
const offered = ['es', 'pt', 'en', 'fr', 'ht', 'wba', 'guc', 'qu', 'ay', 'gn', 'ar', 'zh']

function Languages({ spoken, onChange }: { spoken: string[]; onChange: (languages: string[]) => void }) {
  const t = useT()
  const nameOf = useLanguageName()
  return (
    <fieldset className="ticks">
      <legend>{t('web.people.languages')}</legend>
      {[...offered, ...spoken.filter((code) => !offered.includes(code))].map((code) => (
        <label key={code} className="tick">
          <input
            type="checkbox"
            checked={spoken.includes(code)}
            onChange={(e) => onChange(e.target.checked ? [...spoken, code] : spoken.filter((one) => one !== code))}
          />
          {nameOf(code)}
        </label>
      ))}
    </fieldset>
  )
}
