/** Signed in on a device that is gone: signs out everywhere but here. */
import { useMutation } from '@tanstack/react-query'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

export function Sessions() {
  const t = useT()
  const end = useMutation({ mutationFn: () => send('POST', '/auth/revoke-other-sessions', {}) })
  return (
    <section className="stack" aria-labelledby="h-sessions">
      <h2 id="h-sessions">{t('web.settings.sessions')}</h2>
      <p className="quiet">{t('web.settings.sessions.words')}</p>
      {end.isError && <ProblemNotice error={end.error} />}
      {end.isSuccess && <Notice tone="good" title={t('web.settings.sessions.ended')} says />}
      <p>
        <button type="button" disabled={end.isPending} onClick={() => end.mutate()}>
          {t('web.settings.sessions.end-others')}
        </button>
      </p>
    </section>
  )
}
