/** Fields of the forms: a text by language, a number, a choice of several. */

import { useCountryName } from '../countries.ts'
import type { Language, Texts } from '../languages.ts'
import { useFormat, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'

type TextProps = {
  label: string
  help?: string
  value: Texts
  language: Language
  long?: boolean
  onChange: (value: Texts) => void
}
export function TextField({ label, help, value, language, long = false, onChange }: TextProps) {
  const set = (text: string) => onChange({ ...value, [language]: text })
  const words = value[language] ?? ''
  return (
    <Field label={label} help={help}>
      {(control) =>
        long ? (
          <textarea {...control} lang={language} maxLength={20_000} value={words} onChange={(e) => set(e.target.value)} />
        ) : (
          <input {...control} lang={language} maxLength={300} value={words} onChange={(e) => set(e.target.value)} />
        )
      }
    </Field>
  )
}

type NumberProps = { label: string; value: number | null; cents?: boolean; onChange: (value: number | null) => void }
export function NumberField({ label, value, cents = false, onChange }: NumberProps) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="number"
          min={0}
          max={cents ? 99_999_999_999_999 : 2_000_000_000}
          step={cents ? 0.01 : 1}
          value={value ?? ''}
          onChange={(e) => onChange(e.target.value === '' ? null : e.target.valueAsNumber)}
        />
      )}
    </Field>
  )
}

type ChecksProps<V extends string> = {
  label: string
  choices: readonly V[]
  name: (choice: V) => string
  value: V[]
  onChange: (value: V[]) => void
}
export function Checks<V extends string>({ label, choices, name, value, onChange }: ChecksProps<V>) {
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="checks">
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type="checkbox"
              checked={value.includes(choice)}
              onChange={(e) => onChange(e.target.checked ? [...value, choice] : value.filter((one) => one !== choice))}
            />{' '}
            {name(choice)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** The countries of the response, and those that are chosen already. */
export function CountryChecks({
  value,
  known,
  onChange,
}: {
  value: string[]
  known: string[]
  onChange: (value: string[]) => void
}) {
  const t = useT()
  const format = useFormat()
  const country = useCountryName()
  const choices = format.sorted([...new Set([...known, ...value])], country)
  return <Checks label={t('plan.versions.cell.countries')} choices={choices} name={country} value={value} onChange={onChange} />
}

/** Lines of a text area as a list, empty ones left out. */
export const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*[•*-]\s*/, '').trim())
    .filter(Boolean)

/** What is empty is not sent. */
export const filled = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim())) as Texts
