/** Signing in: e-mail and password, then the second factor where there is one, then back to where one was. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { chooseLanguage, isLanguage, type Language, languages, speak, useLanguage, useT } from '../languages.ts'
import { meQuery } from '../me.ts'
import type { Search } from '../scope.ts'
import { Icon } from '../ui/Icon.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { SecondFactorStep } from './SecondFactorStep.tsx'
import './signin.css'

export function SignInScreen() {
  const t = useT()
  const [asksCode, setAsksCode] = useState(false)
  const [chosen, setChosen] = useState<Language>()
  const enter = useEnter(chosen)
  useEffect(() => {
    document.title = `${t('web.signin.title')} · Senda`
  }, [t])
  return (
    <main id="main" className="signin">
      <p className="signin-brand">
        <span className="brand">
          <Icon name="senda" />
          Senda
        </span>
      </p>
      <Languages onChoose={setChosen} />
      <h1>{asksCode ? t('web.signin.second.title') : t('web.signin.title')}</h1>
      {asksCode ? (
        <SecondFactorStep onDone={enter} onBack={() => setAsksCode(false)} />
      ) : (
        <PasswordStep onDone={(needsCode) => (needsCode ? setAsksCode(true) : enter())} />
      )}
      <p className="quiet">
        <a href="/">{t('web.signin.public')}</a>
      </p>
    </main>
  )
}

function Languages({ onChoose }: { onChoose: (language: Language) => void }) {
  const t = useT()
  const now = useLanguage()
  const choose = (code: string) => {
    if (!isLanguage(code)) return
    onChoose(code)
    void speak(code)
  }
  return (
    <nav className="langs" aria-label={t('web.ui.language')}>
      {Object.entries(languages).map(([code, name]) => (
        <button key={code} type="button" className="plain" lang={code} aria-pressed={code === now} onClick={() => choose(code)}>
          {name}
        </button>
      ))}
    </nav>
  )
}

/** In: the person's own language, unless one was chosen here, and the screen that asked for the sign-in. */
function useEnter(chosen: Language | undefined): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const search: Search = useSearch({ strict: false })
  return async () => {
    queries.clear()
    const me = await queries.fetchQuery(meQuery)
    if (chosen) await chooseLanguage(chosen)
    else if (isLanguage(me.language)) await speak(me.language)
    const [to, words] = wayBack(search.next)
    await navigate({ to, search: words as never, replace: true })
  }
}

/** Only a way inside the staff app is followed. */
function wayBack(next: string | undefined): [string, Search] {
  if (!next?.startsWith('/') || next.startsWith('//') || next.startsWith('/sign-in')) return ['/', {}]
  const [path = '/', words = ''] = next.replace(/^\/app(?=\/|$|\?)/, '').split('?')
  return [path || '/', Object.fromEntries(new URLSearchParams(words))]
}
