/** The questions of a service: a number, yes or no, a choice, words. */
import type { Question } from '../../modules/delivery/contract.ts'
import { useT, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import type { Answers } from './giving.ts'

type Props = { questions: Question[]; answers: Answers; missing: string[]; onChange: (answers: Answers) => void }

export function Questions({ questions, answers, missing, onChange }: Props) {
  const t = useT()
  const set = (code: string, value: Answers[string] | undefined) => {
    const { [code]: _, ...others } = answers
    onChange(value === undefined ? others : { ...others, [code]: value })
  }
  return questions.map((question) => (
    <OneQuestion
      key={question.code}
      question={question}
      value={answers[question.code]}
      error={missing.includes(question.code) ? t('web.deliver.missing') : undefined}
      onChange={(value) => set(question.code, value)}
    />
  ))
}

type OneProps = {
  question: Question
  value: Answers[string] | undefined
  error: string | undefined
  onChange: (value: Answers[string] | undefined) => void
}

function OneQuestion({ question, value, error, onChange }: OneProps) {
  const t = useT()
  const text = useText()
  const label = text(question.names, question.code)
  if (question.kind === 'number')
    return (
      <Field label={label} error={error}>
        {(control) => (
          <input
            {...control}
            type="number"
            inputMode="numeric"
            min={0}
            value={typeof value === 'number' ? value : ''}
            onChange={(e) => onChange(e.target.value === '' ? undefined : e.target.valueAsNumber)}
          />
        )}
      </Field>
    )
  if (question.kind === 'text')
    return (
      <Field label={label} error={error}>
        {(control) => (
          <input
            {...control}
            maxLength={500}
            value={String(value ?? '')}
            onChange={(e) => onChange(e.target.value || undefined)}
          />
        )}
      </Field>
    )
  const choices =
    question.kind === 'yes-no'
      ? [
          { code: 'yes', name: t('web.deliver.yes'), value: true },
          { code: 'no', name: t('web.deliver.no'), value: false },
        ]
      : question.choices.map(({ code, names }) => ({ code, name: text(names, code), value: code }))
  return (
    <fieldset className="choices-big">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.code}>
          <input type="radio" name={question.code} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          {choice.name}
        </label>
      ))}
      {error && <p className="error">{error}</p>}
    </fieldset>
  )
}
