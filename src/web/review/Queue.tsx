/** What waits, per step: a line for each sector, organisation and country; one's own steps first, the others' folded away. */
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { QueueLine, ReviewQueue, WaitingStep } from '../../modules/plan/review/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { useSectorName } from '../sectors.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { inAddress } from './useReview.ts'

type Props = { queue: ReviewQueue; lists: PlanLists; step: string | undefined }

export function Queue({ queue, lists, step }: Props) {
  const t = useT()
  const own = queue.lines.filter((line) => line.isOwn)
  const others = queue.lines.filter((line) => !line.isOwn)
  return (
    <>
      {own.length === 0 && <p>{t('web.review.nothing-own')}</p>}
      <Groups lines={own} lists={lists} />
      {others.length > 0 && (
        <details open={own.length === 0 || others.some((line) => line.step === step)}>
          <summary>{t('web.review.others', { activities: total(others) })}</summary>
          <p className="quiet">{t('web.review.others.words')}</p>
          <Groups lines={others} lists={lists} />
        </details>
      )}
    </>
  )
}

const total = (lines: QueueLine[]): number => lines.reduce((sum, line) => sum + line.activities, 0)

function Groups({ lines, lists }: { lines: QueueLine[]; lists: PlanLists }) {
  const t = useT()
  // In the order of their most pressing line.
  return [...Map.groupBy(lines, (line) => line.step)].map(([step, of]) => (
    <div key={step} className="stack">
      <div className="row">
        <h2>{t(`web.review.queue.${step}`)}</h2>
        <LastDay line={of[0]!} />
      </div>
      <Lines step={step} lines={of} lists={lists} />
    </div>
  ))
}

/** How much time is left, in words; what is over is wrong, what is near wants attention. */
export function LastDay({ line: { lastDay, daysLeft } }: { line: Pick<QueueLine, 'lastDay' | 'daysLeft'> }) {
  const t = useT()
  const format = useFormat()
  if (lastDay === null || daysLeft === null) return null
  const on = format.day(`${lastDay}T12:00:00`)
  if (daysLeft < 0) return <Badge tone="wrong">{t('web.review.late', { on })}</Badge>
  return (
    <span>
      <Badge tone={daysLeft <= 7 ? 'attention' : undefined}>{t('web.review.left', { days: daysLeft })}</Badge>{' '}
      <small className="quiet nowrap">{on}</small>
    </span>
  )
}

function Lines({ step, lines, lists }: { step: WaitingStep; lines: QueueLine[]; lists: PlanLists }) {
  const t = useT()
  // Said once above, unless somebody was given more time.
  const isDated = lines.some((line) => line.lastDay !== lines[0]?.lastDay)
  return (
    <Table label={t(`web.review.queue.${step}`)}>
      <thead>
        <tr>
          <th>{t('web.review.sector')}</th>
          <th>{t('web.review.organisation')}</th>
          <th>{t('web.review.country')}</th>
          <th className="n">{t('web.review.activities')}</th>
          <th className="n">{t('web.review.people')}</th>
          <th className="n">{t('web.review.usd')}</th>
          {isDated && <th>{t('web.review.last-day')}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={`${line.country} ${line.sectorId} ${line.organisationId}`} line={line} lists={lists} isDated={isDated} />
        ))}
      </tbody>
    </Table>
  )
}

function Line({ line, lists, isDated }: { line: QueueLine; lists: PlanLists; isDated: boolean }) {
  const t = useT()
  const format = useFormat()
  const sectorName = useSectorName()
  const sector = lists.sectors.find((s) => s.id === line.sectorId)
  const countryName = useCountryName()
  const country = line.country && countryName(line.country)
  return (
    <tr>
      <th scope="row" data-sector={sector?.look}>
        {sector && <Icon name={sector.look} sector />}{' '}
        <Go to={`/plan/${lists.plan.code}/review`} search={inAddress(line)}>
          {sector ? sectorName(sector) : t('web.review.no-sector')}
          <span className="hide">
            : {line.organisation}, {country}
          </span>
        </Go>
      </th>
      <td>{line.organisation}</td>
      <td>{country ?? t('web.review.no-country')}</td>
      <td className="n">
        {format.number(line.activities)}
        {line.returned > 0 && <small className="quiet"> {t('web.review.returned', { n: line.returned })}</small>}
        {line.blocked > 0 && <small className="error"> {t('web.review.blocked', { n: line.blocked })}</small>}
      </td>
      <td className="n">{format.number(line.people)}</td>
      <td className="n">{format.number(Math.round(line.usd))}</td>
      {isDated && (
        <td>
          <LastDay line={line} />
        </td>
      )}
    </tr>
  )
}
