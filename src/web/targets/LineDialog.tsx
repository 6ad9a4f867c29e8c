/** One line opened: its cells above need with both numbers, and the activities behind it, the most people first. */
import { useQuery } from '@tanstack/react-query'
import type { CheckedLine, Contributors, Counts } from '../../modules/plan/targets/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Go } from '../ui/Go.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Table } from '../ui/Table.tsx'

type Props = { line: CheckedLine; code: string; counts: Counts; onClose: () => void }

export function LineDialog({ line, code, counts, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const { country, level, place, sector } = line
  const query = { country, level, place, sector, counts }
  const behind = useQuery({
    queryKey: ['target-contributors', code, query, format.language],
    queryFn: () => get<Contributors>(`/plans/${code}/targets/contributors`, query),
  })
  return (
    <Dialog title={`${line.countryName} · ${line.placeName} · ${line.sectorName}`} onClose={onClose} wide>
      {!line.isStated && <Notice title={t('web.targets.not-stated')}>{t('web.targets.not-stated.words')}</Notice>}
      <AboveTable line={line} />
      <Answer query={behind}>{(found) => <Behind found={found} code={code} country={country} sector={sector} />}</Answer>
    </Dialog>
  )
}

function AboveTable({ line }: { line: CheckedLine }) {
  const t = useT()
  const format = useFormat()
  if (line.above.length === 0) return <Notice tone="good" title={t('web.targets.line-fits')} />
  return (
    <Table label={t('web.targets.above-here')} className="dense">
      <caption>{t('web.targets.above-here')}</caption>
      <thead>
        <tr>
          <th>{t('plan.targets.column.population')}</th>
          <th>{t('plan.targets.column.age')}</th>
          <th className="n">{t('plan.targets.column.target')}</th>
          <th className="n">{t('plan.targets.column.need')}</th>
          <th className="n">{t('plan.targets.column.above')}</th>
        </tr>
      </thead>
      <tbody>
        {line.above.map(({ cell, target, need, above }) => {
          const [population, age] = cell.split('_')
          return (
            <tr key={cell}>
              <th scope="row">{t(`plan.targets.population.${population}`)}</th>
              <td>{t(`plan.targets.age.${age}`)}</td>
              <td className="n">{format.number(target)}</td>
              <td className="n">{format.number(need)}</td>
              <td className="n">
                <b>+{format.number(above)}</b>
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

const peopleIn = (people: readonly number[]): number => (people[0] ?? 0) + (people[5] ?? 0) + (people[10] ?? 0)

type BehindProps = { found: Contributors; code: string; country: string; sector: number }

function Behind({ found: { activities, more, others }, code, country, sector }: BehindProps) {
  const t = useT()
  const format = useFormat()
  const percent = (share: number) => `${format.number(share * 100, { maximumFractionDigits: 1 })} %`
  return (
    <>
      <Table label={t('web.targets.contributors')} className="dense" tall={activities.length > 12}>
        <caption>{t('web.targets.contributors')}</caption>
        <thead>
          <tr>
            <th>{t('plan.targets.column.organisation')}</th>
            <th>{t('web.targets.activity')}</th>
            <th>{t('plan.targets.column.admin1')}</th>
            <th className="n">{t('plan.targets.column.target')}</th>
            <th className="n">{t('plan.targets.column.share')}</th>
          </tr>
        </thead>
        <tbody>
          {activities.map((activity) => (
            <tr key={activity.id}>
              <th scope="row">{activity.organisation}</th>
              <td>
                <Go to={`/plan/${code}/activities`} search={{ row: activity.id, country, sector: String(sector) }}>
                  {activity.title || t('web.targets.untitled')}
                </Go>
              </td>
              <td>{activity.place}</td>
              <td className="n">{format.number(peopleIn(activity.people))}</td>
              <td className="n">{percent(activity.share)}</td>
            </tr>
          ))}
          {others && (
            <tr>
              <th scope="row">{t('plan.targets.others')}</th>
              <td className="quiet">{t('web.targets.others-activities', { n: others.activities })}</td>
              <td />
              <td className="n">{format.number(peopleIn(others.people))}</td>
              <td className="n">{percent(others.share)}</td>
            </tr>
          )}
        </tbody>
      </Table>
      {more > 0 && <p className="quiet">{t('web.targets.more', { n: more })}</p>}
    </>
  )
}
