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

function OneQuestion(props: OneProps) {
  const { kind } = props.question
  return kind === 'number' || kind === 'text' ? <Written {...props} /> : <Chosen {...props} />
}

function Written({ question, value, error, onChange }: OneProps) {
  const text = useText()
  return (
    <Field label={text(question.names, question.code)} error={error}>
      {(control) =>
        question.kind === 'number' ? (
          <input
            {...control}
            type="number"
            inputMode="numeric"
            min={0}
            value={typeof value === 'number' ? value : ''}
            onChange={(e) => onChange(e.target.value === '' ? undefined : e.target.valueAsNumber)}
          />
        ) : (
          <input
            {...control}
            maxLength={500}
            value={String(value ?? '')}
            onChange={(e) => onChange(e.target.value || undefined)}
          />
        )
      }
    </Field>
  )
}

function Chosen({ question, value, error, onChange }: OneProps) {
  const t = useT()
  const text = useText()
  const choices =
    question.kind === 'yes-no'
      ? [
          { code: 'yes', name: t('web.deliver.yes'), value: true },
          { code: 'no', name: t('web.deliver.no'), value: false },
        ]
      : question.choices.map(({ code, names }) => ({ code, name: text(names, code), value: code }))
  return (
    <fieldset className="choices-big">
      <legend>{text(question.names, question.code)}</legend>
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
