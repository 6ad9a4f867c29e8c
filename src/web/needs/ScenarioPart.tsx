/** What the plan assumes of the year: a short text by language, and how many people each country expects. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Scenario, ScenarioText } from '../../modules/plan/needs/contract.ts'
import { send } from '../api.ts'
import { languages, useFormat, useLanguage, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Projections } from './Projections.tsx'
import { useReadAgain, useScenario } from './useNeeds.ts'

export function ScenarioPart({ plan }: { plan: string }) {
  const scenario = useScenario(plan)
  return (
    <Answer query={scenario}>
      {(all) => (
        <div className="stack">
          <Narrative plan={plan} scenario={all} />
          <Projections plan={plan} scenario={all} />
        </div>
      )}
    </Answer>
  )
}

function Narrative({ plan, scenario }: { plan: string; scenario: Scenario }) {
  const t = useT()
  const format = useFormat()
  const [language, setLanguage] = useState<ScenarioText['language']>(useLanguage())
  const [editing, setEditing] = useState(false)
  const text = scenario.texts.find((one) => one.language === language)
  return (
    <section className="stack">
      <div className="row">
        <h2>{t('web.needs.scenario')}</h2>
        <label className="end">
          <span className="hide">{t('web.needs.scenario.language')}</span>
          <select value={language} disabled={editing} onChange={(e) => setLanguage(e.target.value as ScenarioText['language'])}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {editing ? (
        <NarrativeForm plan={plan} language={language} text={text} onClose={() => setEditing(false)} />
      ) : (
        <>
          {text ? <p className="narrative">{text.body}</p> : <p className="quiet">{t('web.needs.scenario.none')}</p>}
          {text && (
            <p className="quiet">{t('web.needs.scenario.saved', { by: text.savedBy, at: format.moment(text.savedAt) })}</p>
          )}
          {scenario.may.write && (
            <p>
              <button type="button" onClick={() => setEditing(true)}>
                <Icon name="edit" />
                {t(text ? 'web.needs.scenario.edit' : 'web.needs.scenario.write')}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  )
}

type FormProps = { plan: string; language: ScenarioText['language']; text: ScenarioText | undefined; onClose: () => void }

/** What was read stays the version written over: a newer one is told, with what was typed still here. */
function NarrativeForm({ plan, language, text, onClose }: FormProps) {
  const t = useT()
  const readAgain = useReadAgain(plan)
  const [body, setBody] = useState(text?.body ?? '')
  const [version, setVersion] = useState(text?.version ?? 0)
  const saving = useMutation({
    mutationFn: () => send<Scenario>('PUT', `/plans/${plan}/needs/scenario`, { language, body, version }),
    onSuccess: async () => {
      await readAgain()
      onClose()
    },
    onError: readAgain,
  })
  const isNewer = text !== undefined && text.version > version
  return (
    <form
      className="stack"
      inert={saving.isPending}
      onSubmit={(e) => {
        e.preventDefault()
        saving.mutate()
      }}
    >
      {saving.isError && (
        <ProblemNotice error={saving.error}>
          {isNewer && (
            <>
              <p className="narrative">{text.body}</p>
              <p>
                <button
                  type="button"
                  onClick={() => {
                    setVersion(text.version)
                    saving.reset()
                  }}
                >
                  {t('web.needs.scenario.seen')}
                </button>
              </p>
            </>
          )}
        </ProblemNotice>
      )}
      <Field
        label={t('web.needs.scenario.text')}
        help={t('web.needs.scenario.words', { words: body.trim() === '' ? 0 : body.trim().split(/\s+/).length })}
      >
        {(control) => <textarea {...control} rows={12} value={body} onChange={(e) => setBody(e.target.value)} />}
      </Field>
      <div className="row">
        <button type="submit" className="primary" disabled={saving.isPending}>
          {t('web.needs.scenario.save')}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </form>
  )
}
