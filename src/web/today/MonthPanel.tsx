/** Where the month stands: its path, its rows, what is left to mend. */
import { stateOf } from '../completeness/Heat.tsx'
import { useFormat, useT } from '../languages.ts'
import { Steps } from '../ui/Steps.tsx'
import type { TodayAnswer } from './TodayScreen.tsx'

const path = ['draft', 'submitted', 'accepted', 'locked'] as const

export function MonthPanel({ today }: { today: TodayAnswer }) {
  const t = useT()
  const format = useFormat()
  if (today.month === null)
    return (
      <section className="panel">
        <h2>{t('web.today.month')}</h2>
        <p className="quiet">{t('web.today.month.none')}</p>
      </section>
    )
  const state = stateOf(today.states)
  const parts = Object.entries(today.states)
    .filter(([, rows]) => rows > 0)
    .map(([name, rows]) => `${format.number(rows)} ${t(`web.activities.state.${name}`)}`)
  const clean = today.rows - today.blocked
  return (
    <section className="panel stack">
      <h2>{format.month(today.month)}</h2>
      <Steps
        label={t('web.today.month.state')}
        current={state === 'returned' ? 'draft' : (state ?? 'draft')}
        steps={path.map((key) => ({ key, name: t(`web.activities.step.${key}`) }))}
      />
      {today.rows === 0 ? (
        <p className="quiet">{t('web.today.month.none-in')}</p>
      ) : (
        <>
          <p className="figure">
            <b>{format.number(today.rows)}</b> {t('web.today.month.rows', { n: today.rows })}
            <span className="method">{parts.join(' · ')}</span>
          </p>
          <div>
            <progress value={clean} max={today.rows} aria-label={t('web.today.month.progress')} />
            <p className="quiet">{t('web.today.month.without', { clean, rows: today.rows })}</p>
          </div>
        </>
      )}
    </section>
  )
}
