/** Who reported: one line per country or organisation, one cell per month; an empty month means did not report. */
import { useMemo } from 'react'
import type { State } from '../../modules/activities/contract.ts'
import type { Completeness } from '../../modules/activities/desk/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { usePlanLists } from '../plans.ts'
import { type Search, useScope } from '../scope.ts'
import { Badge } from '../ui/Badge.tsx'
import { Finding } from '../ui/Finding.tsx'
import { Go } from '../ui/Go.tsx'
import type { Tone } from '../ui/Notice.tsx'
import { Table } from '../ui/Table.tsx'
import { latestReported, stateOf } from './months.ts'

export type Line = Completeness['lines'][number]
type Cell = Line['cells'][number]
type Props = {
  completeness: Completeness
  month: string | undefined
  selected?: string
  showBlocked?: boolean
  more?: (line: Line) => React.ReactNode
  tall?: boolean
}

export function Heat({ completeness, month, selected, showBlocked = false, more, tall = false }: Props) {
  const t = useT()
  const format = useFormat()
  const { by, months, lines } = completeness
  const most = Math.max(...lines.flatMap((line) => line.cells.map((cell) => cell.rows)), 1)
  const short = useShortName(by)
  const lastMonth = month ?? latestReported(completeness) ?? months.at(-1)
  return (
    <Table label={t(`web.completeness.caption.${by}`)} className="heat dense" tall={tall}>
      <caption className="hide">{t('web.completeness.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t(`web.completeness.${by}`)}</th>
          {months.map((m) => (
            <th key={m} scope="col" className="n" title={format.month(m)}>
              {format.month(m, 'short')}
            </th>
          ))}
          <th scope="col" className="n">
            {t('web.completeness.all')}
          </th>
          {lastMonth !== undefined && <th scope="col">{format.month(lastMonth, 'short')}</th>}
          {more !== undefined && <th scope="col">{t('web.completeness.report')}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} aria-selected={line.key === selected ? true : undefined}>
            <th scope="row" title={line.name}>
              {short(line)}
            </th>
            {months.map((m) => (
              <HeatCell key={m} line={line} by={by} month={m} most={most} showBlocked={showBlocked} />
            ))}
            <td className="n plain-cell">{format.number(line.rows)}</td>
            {lastMonth !== undefined && (
              <td className="plain-cell start">
                <Sent cell={line.cells.find((c) => c.month === lastMonth)} />
              </td>
            )}
            {more !== undefined && <td className="plain-cell start">{more(line)}</td>}
          </tr>
        ))}
      </tbody>
      <Sums completeness={completeness} lastMonth={lastMonth} more={more !== undefined} />
    </Table>
  )
}

/** Organisations by their acronym, as everybody calls them. */
function useShortName(by: Completeness['by']): (line: Line) => string {
  const lists = usePlanLists(useScope().plan)
  const known = useMemo(() => new Map(lists.data?.organisations.map((o) => [String(o.id), o.acronym])), [lists.data])
  return (line) => (by === 'organisation' && known.get(line.key)) || line.name
}

const searchOf = (by: Completeness['by'], key: string, month: string): Search => ({
  ...(by === 'country' ? { country: key } : { organisation: key }),
  month,
  from: undefined,
  until: undefined,
})

function HeatCell({
  line,
  by,
  month,
  most,
  showBlocked,
}: {
  line: Line
  by: Completeness['by']
  month: string
  most: number
  showBlocked: boolean
}) {
  const t = useT()
  const format = useFormat()
  const cell = line.cells.find((c) => c.month === month)
  if (!cell || cell.rows === 0)
    return (
      <td className="none">
        <span aria-hidden="true">–</span>
        <span className="hide">{t('web.completeness.none')}</span>
      </td>
    )
  const shade = Math.round((42 * Math.log1p(cell.rows)) / Math.log1p(most))
  const words = t('web.completeness.cell', {
    name: line.name,
    month: format.month(month),
    rows: cell.rows,
    blocked: cell.blocked,
  })
  return (
    <td style={{ '--v': shade } as React.CSSProperties} title={words}>
      <Go to="/activities" search={searchOf(by, line.key, month)} className="cell">
        {format.number(cell.rows)}
        <span className="hide"> · {words}</span>
      </Go>
      {showBlocked && cell.blocked > 0 && <Finding blocking>{t('web.completeness.blocked', { n: cell.blocked })}</Finding>}
    </td>
  )
}

const sentAs: Record<State, { tone: Tone; name: string; icon?: string }> = {
  draft: { tone: 'info', name: 'drafts' },
  returned: { tone: 'attention', name: 'returned' },
  submitted: { tone: 'good', name: 'sent' },
  accepted: { tone: 'good', name: 'accepted' },
  locked: { tone: 'good', name: 'locked', icon: 'lock' },
}

function Sent({ cell }: { cell: Cell | undefined }) {
  const t = useT()
  const state = cell && cell.rows > 0 ? stateOf(cell.states) : undefined
  if (state === undefined) return <Badge tone="attention">{t('web.completeness.not-sent')}</Badge>
  const { tone, name, icon } = sentAs[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`web.completeness.${name}`)}
    </Badge>
  )
}

function Sums({
  completeness: { months, lines },
  lastMonth,
  more,
}: {
  completeness: Completeness
  lastMonth: string | undefined
  more: boolean
}) {
  const t = useT()
  const format = useFormat()
  const rowsOf = (month: string) => lines.reduce((sum, line) => sum + (line.cells.find((c) => c.month === month)?.rows ?? 0), 0)
  const reported = lines.filter((line) => line.cells.some((c) => c.month === lastMonth && c.rows > 0)).length
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('web.completeness.total')}</th>
        {months.map((month) => (
          <td key={month} className="n">
            {format.number(rowsOf(month))}
          </td>
        ))}
        <td className="n">{format.number(lines.reduce((sum, line) => sum + line.rows, 0))}</td>
        {lastMonth !== undefined && <td>{t('web.completeness.reported', { n: reported, all: lines.length })}</td>}
        {more && <td />}
      </tr>
    </tfoot>
  )
}

/** The heat map in one sentence: how many rows, and who is missing in the month. */
export function useHeatSentence(): (completeness: Completeness, month: string | undefined) => string {
  const t = useT()
  const format = useFormat()
  const short = { country: useShortName('country'), organisation: useShortName('organisation') }
  return (completeness, asked) => {
    const { by, months, lines } = completeness
    const month = asked ?? latestReported(completeness) ?? months.at(-1)
    const [from, until] = [months[0], months.at(-1)]
    if (from === undefined || until === undefined || month === undefined) return ''
    const missing = lines.filter((line) => !line.cells.some((c) => c.month === month && c.rows > 0)).map(short[by])
    const named =
      missing.length > 8 ? [...missing.slice(0, 7), t('web.completeness.and-more', { n: missing.length - 7 })] : missing
    const rows = lines.reduce((sum, line) => sum + line.rows, 0)
    return t('web.completeness.sentence', {
      rows,
      from: format.month(from),
      until: format.month(until),
      n: missing.length,
      month: format.month(month),
      names: format.list(named),
    })
  }
}
