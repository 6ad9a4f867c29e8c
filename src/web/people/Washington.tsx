/** The six questions of the Washington Group, in its own words. */
import { type NewNeed, washingtonQuestions } from '../../modules/people/contract.ts'
import { hasDisability } from '../../modules/people/rules/washington.ts'
import { useT } from '../languages.ts'
import { OneOfField } from '../ui/OneOfField.tsx'

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
        <OneOfField
          key={question}
          label={t(`web.people.washington.${question}`)}
          none={t('web.people.not-asked')}
          choices={answers.map((answer) => [String(answer), t(`web.people.washington.answer.${answer}`)])}
          value={String(detail[question] ?? '')}
          onChange={(answer) => say(question, answer)}
        />
      ))}
      {isAnswered && (
        <p role="status" className="quiet">
          {t(hasDisability(detail) ? 'web.people.washington.is' : 'web.people.washington.is-not')}
        </p>
      )}
    </div>
  )
}
