/** What every question of consent has: the words that are read, yes or no, how it was answered and by whom for a child. */
import type { NewConsent, Purpose } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { type Language, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Choice } from './Choice.tsx'
import { textOf } from './consents.ts'

const ways = ['spoken', 'signed', 'thumbprint', 'remote'] as const satisfies NewConsent['how'][]

type AnswerProps = {
  purpose: Purpose
  language: Language
  answer: boolean | undefined
  onAnswer: (isGiven: boolean) => void
  isMissing: boolean
  /** The question is only read aloud: it stands above already. */
  quiet?: boolean
}

export function AnswerFields({ purpose, language, answer, onAnswer, isMissing, quiet = false }: AnswerProps) {
  const t = useT()
  const { consentTexts } = useCatalogue()
  const said = textOf(consentTexts, purpose, language)
  return (
    <>
      {said ? (
        <blockquote lang={said.language}>{said.body}</blockquote>
      ) : (
        <p className="quiet">{t('web.people.consent.no-text')}</p>
      )}
      <Choice
        legend={t('web.people.consent.answer', { purpose: t(`web.people.purpose.${purpose}`) })}
        quiet={quiet}
        options={[
          { value: 'yes', name: t('web.people.consent.yes') },
          { value: 'no', name: t('web.people.consent.no') },
        ]}
        value={answer === undefined ? undefined : answer ? 'yes' : 'no'}
        onChange={(value) => onAnswer(value === 'yes')}
        error={isMissing && answer === undefined ? t('web.people.consent.missing') : undefined}
      />
    </>
  )
}

export function HowChoice({ how, onChange }: { how: NewConsent['how']; onChange: (how: NewConsent['how']) => void }) {
  const t = useT()
  return (
    <Choice
      legend={t('web.people.consent.how')}
      options={ways.map((way) => ({ value: way, name: t(`web.people.consent.how.${way}`) }))}
      value={how}
      onChange={onChange}
    />
  )
}

export function GuardianField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const t = useT()
  return (
    <Field label={t('web.people.consent.guardian')} help={t('web.people.consent.guardian.help')}>
      {(control) => (
        <input {...control} autoComplete="off" maxLength={200} value={value} onChange={(e) => onChange(e.target.value)} />
      )}
    </Field>
  )
}
