/** The six questions of the Washington Group, in its own words. */
import { type NewNeed, washingtonQuestions } from '../../modules/people/contract.ts'
import { hasDisability } from '../../modules/people/rules/washington.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'

const answers = [1, 2, 3, 4] as const

export function Washington({ detail, onChange }: { detail: NewNeed['detail']; onChange: (detail: NewNeed['detail']) => void }) {
  const t = useT()
  const say = (question: string, answer: string) => {
    const { [question]: _, ...others } = detail
    onChange(answer ? { ...others, [question]: Number(answer) } : others)
  }
  const isAnswered = Object.keys(detail).length > 0
  return (
    <div className="washington stack">
      <p className="help">{t('web.people.washington')}</p>
      {washingtonQuestions.map((question) => (
        <Field key={question} label={t(`web.people.washington.${question}`)}>
          {(control) => (
            <select {...control} value={String(detail[question] ?? '')} onChange={(e) => say(question, e.target.value)}>
              <option value="">{t('web.people.not-asked')}</option>
              {answers.map((answer) => (
                <option key={answer} value={answer}>
                  {t(`web.people.washington.answer.${answer}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      {isAnswered && (
        <p role="status" className="quiet">
          {t(hasDisability(detail) ? 'web.people.washington.is' : 'web.people.washington.is-not')}
        </p>
      )}
    </div>
  )
}
