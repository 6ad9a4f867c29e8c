/** Activities by where they stand on their way, with the money they ask for. */
import type { ActivityState } from '../../modules/plan/submissions/contract.ts'
import type { PlanSummary } from '../../modules/plan/versions/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'

const way: readonly ActivityState[] = [
  'draft',
  'returned',
  'submitted',
  'endorsed',
  'validated',
  'approved',
  'published',
  'withdrawn',
]

export function StateTable({ now: { states, published }, plan }: { now: PlanSummary; plan: string }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const shown = way.flatMap((state) => states.find((s) => s.state === state) ?? [])
  return (
    <section className="stack">
      <h2>{t('web.plan.summary.activities')}</h2>
      {shown.length === 0 ? (
        <p className="quiet">
          {published?.counts
            ? t('web.plan.summary.activities.published', {
                n: published.counts.activities,
                organisations: published.counts.organisations,
              })
            : t('web.plan.summary.activities.none')}
        </p>
      ) : (
        <Table label={t('web.plan.summary.activities')}>
          <thead>
            <tr>
              <th>{t('web.plan.state')}</th>
              <th className="n">{t('web.plan.summary.activities')}</th>
              <th className="n">USD</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ state, activities, requiredUsd }) => (
              <tr key={state}>
                <th scope="row">{t(`plan.versions.state.${state}`)}</th>
                <td className="n">{format.number(activities)}</td>
                <td className="n">{format.number(requiredUsd, { maximumFractionDigits: 0 })}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {may('submission.read') && (
        <p className="row">
          <Go to={`/plan/${plan}/activities`}>{t('web.plan.section.activities')}</Go>
          <Go to={`/plan/${plan}/review`}>{t('web.plan.section.review')}</Go>
        </p>
      )}
    </section>
  )
}
