/** My name, my language, light or dark. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me } from '../../modules/organisations/contract.ts'
import { send } from '../api.ts'
import { chooseLanguage, isLanguage, languages, useLanguage, useT } from '../languages.ts'
import { currentTheme, showTheme, type Theme, themes } from '../theme.ts'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

export function ProfileForm({ me }: { me: Me }) {
  const t = useT()
  const queries = useQueryClient()
  const [name, setName] = useState(me.name)
  const save = useMutation({
    mutationFn: () => send('PUT', '/me', { name: name.trim() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  })
  const lacksName = name.trim() === ''
  return (
    <section className="stack" aria-labelledby="h-profile">
      <h2 id="h-profile">{t('web.settings.profile')}</h2>
      {save.isError && <ProblemNotice error={save.error} />}
      {save.isSuccess && <Notice tone="good" title={t('web.settings.saved')} says />}
      <form
        className="stack"
        inert={save.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (!lacksName) save.mutate()
        }}
      >
        <Field
          label={t('web.settings.name')}
          help={t('web.settings.name.help')}
          error={lacksName ? t('web.settings.name.missing') : undefined}
        >
          {(control) => (
            <input {...control} autoComplete="name" maxLength={200} value={name} onChange={(e) => setName(e.target.value)} />
          )}
        </Field>
        <p>
          <button type="submit" disabled={save.isPending || lacksName || name.trim() === me.name}>
            {t('web.settings.name.save')}
          </button>
        </p>
      </form>
      <Appearance />
    </section>
  )
}

function Appearance() {
  const t = useT()
  const language = useLanguage()
  const queries = useQueryClient()
  const [theme, setTheme] = useState<Theme>(currentTheme())
  const speak = async (code: string) => {
    if (!isLanguage(code)) return
    await chooseLanguage(code)
    await queries.invalidateQueries()
  }
  const look = (chosen: Theme) => {
    setTheme(chosen)
    showTheme(chosen)
  }
  return (
    <>
      <Field label={t('web.ui.language')} help={t('web.settings.language.help')}>
        {(control) => (
          <select {...control} value={language} onChange={(e) => void speak(e.target.value)}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="row choices">
        <legend>{t('web.settings.theme')}</legend>
        {themes.map((one) => (
          <label key={one}>
            <input type="radio" name="theme" checked={one === theme} onChange={() => look(one)} />{' '}
            {t(`web.settings.theme.${one}`)}
          </label>
        ))}
      </fieldset>
    </>
  )
}
