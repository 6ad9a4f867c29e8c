/** An age, or a birth date as far as it is known. */
import { useId, useState } from 'react'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { ageOf, type BirthParts, type Born, bornFromAge, bornFromParts, partsOf } from './birth.ts'
import { Choice } from './Choice.tsx'
import { today } from './day.ts'
import { ageWords } from './words.ts'

type Props = { born: Born; onChange: (born: Born) => void; onLeave: () => void; error: string | undefined }

export function BirthFields({ born, onChange, onLeave, error }: Props) {
  const t = useT()
  const [how, setHow] = useState<'age' | 'date'>(born.birthDate && born.birthPrecision !== 'about' ? 'date' : 'age')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that one of its fields was left
    <div className="birth" onBlur={onLeave}>
      <Choice
        legend={t('web.people.born')}
        options={[
          { value: 'age', name: t('web.people.born.by-age') },
          { value: 'date', name: t('web.people.born.by-date') },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'age' ? (
        <AgeField born={born} onChange={onChange} error={error} />
      ) : (
        <DateFields born={born} onChange={onChange} error={error} />
      )}
    </div>
  )
}

type Part = Omit<Props, 'onLeave'>

function AgeField({ born, onChange, error }: Part) {
  const t = useT()
  const [unit, setUnit] = useState<'years' | 'months'>(isSmall(born) ? 'months' : 'years')
  const [typed, setTyped] = useState(() => typedAge(born))
  const say = (age: string, as: 'years' | 'months') => {
    setTyped(age)
    setUnit(as)
    onChange(bornFromAge(age, as, today()))
  }
  return (
    <Field label={t('web.people.age')} error={error} help={t('web.people.age.help')}>
      {(control) => (
        <span className="unit">
          <input
            {...control}
            inputMode="numeric"
            size={4}
            maxLength={3}
            value={typed}
            onChange={(e) => say(e.target.value.replace(/\D/g, ''), unit)}
          />
          <select
            aria-label={t('web.people.age.unit')}
            value={unit}
            onChange={(e) => say(typed, e.target.value === 'months' ? 'months' : 'years')}
          >
            <option value="years">{t('web.people.age.unit.years')}</option>
            <option value="months">{t('web.people.age.unit.months')}</option>
          </select>
        </span>
      )}
    </Field>
  )
}

const isSmall = (born: Born) => (ageOf(born.birthDate, today())?.years ?? 2) < 2
function typedAge(born: Born): string {
  const age = ageOf(born.birthDate, today())
  return age ? String(age.years < 2 ? age.months : age.years) : ''
}

function DateFields({ born, onChange, error }: Part) {
  const t = useT()
  const id = useId()
  const [parts, setParts] = useState<BirthParts>(() => partsOf(born))
  const read = bornFromParts(parts)
  const say = (part: Partial<BirthParts>) => {
    const next = { ...parts, ...part }
    setParts(next)
    onChange(bornFromParts(next) ?? { birthDate: null, birthPrecision: 'day' })
  }
  const wrong = read === undefined && parts.year.length >= 4 ? t('web.people.born.no-date') : error
  return (
    <fieldset className="field" aria-describedby={`${id}-help`}>
      <legend className="hide">{t('web.people.born.by-date')}</legend>
      <div className="row">
        {(['day', 'month', 'year'] as const).map((part) => (
          <label key={part} className="birth-part">
            {t(`web.people.born.${part}`)}
            <input
              inputMode="numeric"
              aria-invalid={wrong !== undefined || undefined}
              size={part === 'year' ? 5 : 3}
              maxLength={part === 'year' ? 4 : 2}
              value={parts[part]}
              onChange={(e) => say({ [part]: e.target.value.replace(/\D/g, '') })}
            />
          </label>
        ))}
      </div>
      {wrong !== undefined && <p className="error">{wrong}</p>}
      <p className="help" id={`${id}-help`}>
        {read?.birthDate ? ageWords(t, read) : t('web.people.born.help')}
      </p>
    </fieldset>
  )
}
