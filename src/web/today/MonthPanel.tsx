/** Where the month stands: its path, its rows, what is left to mend. */
import type { State } from '../../modules/activities/contract.ts'
import type { Completeness } from '../../modules/activities/desk/contract.ts'
import { stateOf } from '../completeness/months.ts'
import { useFormat, useT } from '../languages.ts'
import { Steps } from '../ui/Steps.tsx'

const path = ['draft', 'submitted', 'accepted', 'locked'] as const

/** All lines of a month together. */
function sumOf(who: Completeness, month: string) {
  const cells = who.lines.flatMap((line) => line.cells.filter((cell) => cell.month === month))
  const states: Partial<Record<State, number>> = {}
  for (const cell of cells)
    for (const [state, rows] of Object.entries(cell.states)) states[state as State] = (states[state as State] ?? 0) + rows
  return {
    states,
    rows: cells.reduce((sum, cell) => sum + cell.rows, 0),
    blocked: cells.reduce((sum, cell) => sum + cell.blocked, 0),
  }
}

export function MonthPanel({ who, month }: { who: Completeness; month: string | undefined }) {
  const t = useT()
  const format = useFormat()
  if (month === undefined)
    return (
      <section className="panel">
        <h2>{t('web.today.month')}</h2>
        <p className="quiet">{t('web.today.month.none')}</p>
      </section>
    )
  const today = sumOf(who, month)
  const state = stateOf(today.states)
  const parts = Object.entries(today.states)
    .filter(([, rows]) => rows > 0)
    .map(([name, rows]) => `${format.number(rows)} ${t(`web.activities.state.${name}`)}`)
  const clean = today.rows - today.blocked
  return (
    <section className="panel stack">
      <h2>{format.month(month)}</h2>
      {state !== undefined && (
        <Steps
          label={t('web.today.month.state')}
          current={state === 'returned' ? 'draft' : state}
          steps={path.map((key) => ({ key, name: t(`web.activities.step.${key}`) }))}
        />
      )}
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
