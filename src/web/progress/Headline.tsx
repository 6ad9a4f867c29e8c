/** The whole in one line: how many of how many, and where an even pace would be. */
import type { Progress } from '../../modules/figures/progress/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { PaceBar } from './PaceBar.tsx'

export function Headline({ progress: { version, total, pace } }: { progress: Progress }) {
  const t = useT()
  const format = useFormat()
  if (version === null) return <Notice title={t('web.progress.unpublished')}>{t('web.progress.unpublished.words')}</Notice>
  const { planned, reported, comparable, expected } = total.people
  const values = { planned: Math.round(planned), reported: Math.round(reported), comparable: Math.round(comparable), expected }
  return (
    <section className="panel stack">
      <p className="lead">{t('web.progress.headline', values)}</p>
      <PaceBar planned={planned} reported={comparable} pace={pace.share} />
      {values.comparable !== values.reported && <p>{t('web.progress.comparable', values)}</p>}
      <p className="quiet">
        {pace.month === null
          ? t('web.progress.pace.none')
          : t('web.progress.pace', { passed: pace.passed, months: pace.months, month: format.month(pace.month), expected })}{' '}
        {t('web.progress.activities', {
          activities: total.activities,
          silent: total.silent,
          rows: total.rows,
          unplanned: total.unplanned,
        })}{' '}
        {t('web.progress.version', { version })}
      </p>
    </section>
  )
}
