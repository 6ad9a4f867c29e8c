/** Who is signed in; language, and the way out. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { send } from '../api.ts'
import { chooseLanguage, isLanguage, languages, useLanguage, useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { Go } from './Go.tsx'
import { Icon } from './Icon.tsx'

export function AccountMenu() {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await send('POST', '/auth/sign-out', {})
    queries.clear()
    await navigate({ to: '/sign-in', search: {} as never })
  }
  const choose = async (chosen: string) => {
    if (!isLanguage(chosen)) return
    await chooseLanguage(chosen)
    await queries.invalidateQueries()
  }
  return (
    <>
      <button
        type="button"
        className="plain account"
        popoverTarget="account"
        aria-label={t('web.ui.account', { name: me.data?.name ?? '' })}
      >
        <Icon name="person" />
      </button>
      <div id="account" popover="auto" className="account-menu">
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
            <button type="button" onClick={() => void leave()}>
              {t('web.ui.sign-out')}
            </button>
          </div>
        </div>
      </div>
    </>
  )
}
