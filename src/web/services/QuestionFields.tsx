/** What is asked when it is given: each question in four languages. */
import type { Question } from '../../modules/delivery/contract.ts'
import { languages, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { type QuestionDraft, tongues } from './draft.ts'

type Props = { questions: QuestionDraft[]; onChange: (questions: QuestionDraft[]) => void }
const kinds: Question['kind'][] = ['number', 'yes-no', 'choice', 'text']
const empty: QuestionDraft = {
  code: '',
  names: { en: '', es: '', pt: '', fr: '' },
  kind: 'number',
  choices: '',
  isRequired: false,
}

export function QuestionFields({ questions, onChange }: Props) {
  const t = useT()
  return (
    <fieldset>
      <legend>{t('web.services.questions')}</legend>
      {questions.map((question, at) => (
        <OneQuestion
          // biome-ignore lint/suspicious/noArrayIndexKey: a new question has no other name than its place
          key={at}
          number={at + 1}
          question={question}
          onChange={(next) => onChange(questions.map((one, i) => (i === at ? next : one)))}
          onRemove={() => onChange(questions.filter((_, i) => i !== at))}
        />
      ))}
      <p>
        <button type="button" onClick={() => onChange([...questions, empty])} disabled={questions.length >= 20}>
          <Icon name="plus" />
          {t('web.services.questions.add')}
        </button>
      </p>
    </fieldset>
  )
}

type OneProps = { number: number; question: QuestionDraft; onChange: (question: QuestionDraft) => void; onRemove: () => void }

function OneQuestion({ number, question, onChange, onRemove }: OneProps) {
  const t = useT()
  return (
    <div className="question">
      <div className="fields">
        <NameFields number={number} question={question} onChange={onChange} />
        <OneOfField
          label={t('web.services.question.kind')}
          choices={kinds.map((kind) => [kind, t(`web.services.question.${kind}`)])}
          value={question.kind}
          onChange={(kind) => onChange({ ...question, kind })}
        />
      </div>
      {question.kind === 'choice' && (
        <Field label={t('web.services.question.choices')} help={t('web.services.question.choices.help')}>
          {(control) => (
            <textarea
              {...control}
              rows={4}
              value={question.choices}
              onChange={(e) => onChange({ ...question, choices: e.target.value })}
            />
          )}
        </Field>
      )}
      <div className="row">
        <label className="tick">
          <input
            type="checkbox"
            checked={question.isRequired}
            onChange={(e) => onChange({ ...question, isRequired: e.target.checked })}
          />
          {t('web.services.question.required')}
        </label>
        <button type="button" className="plain end" onClick={onRemove}>
          {t('web.services.question.remove', { n: number })}
        </button>
      </div>
    </div>
  )
}

function NameFields({ number, question, onChange }: Omit<OneProps, 'onRemove'>) {
  const t = useT()
  return tongues.map((language) => (
    <Field key={language} label={t('web.services.question.in', { n: number, language: languages[language] })}>
      {(control) => (
        <input
          {...control}
          lang={language}
          maxLength={200}
          value={question.names[language]}
          onChange={(e) => onChange({ ...question, names: { ...question.names, [language]: e.target.value } })}
        />
      )}
    </Field>
  ))
}
