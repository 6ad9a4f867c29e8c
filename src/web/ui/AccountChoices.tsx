/** Language, settings, and the way out. */

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { send } from '../api.ts'
import { chooseLanguage, isLanguage, languages, sentencesOf, useLanguage, useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { forgetAnswers } from '../offline/answers.ts'
import { Go } from './Go.tsx'

const LeaveDialog = lazy(() => import('../field/LeaveDialog.tsx'))

export default function AccountChoices() {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [unsent, setUnsent] = useState<number>()
  const person = me.data?.id ?? ''
  /** A device that keeps people is emptied first, and not without a word. */
  const ask = async () => {
    const { unsentHere } = await import('../field/leaving.ts')
    const here = await unsentHere(person).catch(() => undefined)
    if (here === undefined) return leave()
    await sentencesOf('people')
    setUnsent(here)
  }
  const leave = async () => {
    await send('POST', '/auth/sign-out', {})
    if (unsent !== undefined) await import('../field/leaving.ts').then(({ emptyFor }) => emptyFor(person))
    await forgetAnswers()
    queries.clear()
    await navigate({ to: '/sign-in', search: {} as never })
  }
  const choose = async (chosen: string) => {
    if (!isLanguage(chosen)) return
    await chooseLanguage(chosen)
    await queries.invalidateQueries()
  }
  return (
    <div className="stack">
      <p>
        <b>{me.data?.name}</b>
        <br />
        <span className="quiet">{me.data?.email}</span>
      </p>
      <label className="field">
        {t('web.ui.language')}
        <select value={language} onChange={(e) => void choose(e.target.value)}>
          {Object.entries(languages).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className="row">
        <Go to="/settings" className="button">
          {t('web.ui.job.settings')}
        </Go>
        <button type="button" onClick={() => void ask()}>
          {t('web.ui.sign-out')}
        </button>
      </div>
      {unsent !== undefined && (
        <Suspense>
          <LeaveDialog unsent={unsent} onLeave={() => void leave()} onClose={() => setUnsent(undefined)} />
        </Suspense>
      )}
    </div>
  )
}
