/** Lines of progress: planned, reached, the bar with its pace; trained, outputs and cash where there are any. */
import type { Progress, ProgressLine } from '../../modules/figures/progress/contract.ts'
import { useFormat, useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { PaceBar } from './PaceBar.tsx'

const pairs = ['trained', 'output', 'cash'] as const
type Pair = (typeof pairs)[number]

export function ProgressTable({ progress }: { progress: Progress }) {
  const t = useT()
  const { by, lines, total } = progress
  if (lines.length === 0) return <Empty icon="figures" title={t('web.progress.no-lines')} />
  const shown = pairs.filter((pair) => total[pair].planned > 0 || total[pair].reported > 0)
  const isTime = by === 'month'
  const hasMoney = Number(total.money?.contributed ?? 0) !== 0
  return (
    <Table
      label={t('web.progress.table', { by: t(`web.progress.by.${by}`) })}
      className="dense progress"
      tall={lines.length > 25}
    >
      <caption className="hide">{t('web.progress.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t(`web.progress.by.${by}`)}</th>
          <th className="n" scope="col">
            {t('web.progress.planned')}
          </th>
          <th className="n" scope="col">
            {t('web.progress.reached')}
          </th>
          <th scope="col">{t('web.progress.share')}</th>
          {!isTime && (
            <>
              <th className="n" scope="col">
                {t('web.progress.planned-activities')}
              </th>
              <th className="n" scope="col">
                {t('web.progress.silent')}
              </th>
            </>
          )}
          <th className="n" scope="col">
            {t('web.progress.rows')}
          </th>
          {hasMoney && (
            <th className="n" scope="col">
              {t('web.progress.money')}
            </th>
          )}
          {shown.map((pair) => (
            <th key={pair} className="n" scope="col">
              {t(`web.progress.${pair}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.key} line={line} progress={progress} shown={shown} hasMoney={hasMoney} />
        ))}
      </tbody>
      <tfoot>
        <Line line={total} progress={progress} shown={shown} hasMoney={hasMoney} isTotal />
      </tfoot>
    </Table>
  )
}

type Props = { line: ProgressLine; progress: Progress; shown: readonly Pair[]; hasMoney: boolean; isTotal?: boolean }

function Line({ line, progress: { by, pace }, shown, hasMoney, isTotal = false }: Props) {
  const t = useT()
  const format = useFormat()
  const { planned, reported, comparable } = line.people
  const people = (value: number) => format.number(Math.round(value))
  // A month is held against its own part; all else against the part of the plan's time that has passed.
  const even = by === 'month' && !isTotal ? 1 : pace.share
  const share = planned > 0 ? t('web.progress.percent', { percent: Math.round((100 * comparable) / planned) }) : '–'
  return (
    <tr data-sector={line.look}>
      <th scope="row">{isTotal ? t('web.figures.all') : <Name line={line} by={by} />}</th>
      <td className="n">{people(planned)}</td>
      <td className="n">{people(reported)}</td>
      <td>
        <span className="pace-cell">
          <PaceBar planned={planned} reported={comparable} pace={even} />
          <span className="n">{share}</span>
        </span>
      </td>
      {by !== 'month' && (
        <>
          <td className="n">{format.number(line.activities)}</td>
          <td className="n">{line.silent > 0 ? format.number(line.silent) : '–'}</td>
        </>
      )}
      <td className="n">{format.number(line.rows)}</td>
      {hasMoney && (
        <td className="n">
          {line.money?.coverage == null ? '–' : t('web.progress.percent', { percent: Math.round(100 * line.money.coverage) })}
        </td>
      )}
      {shown.map((pair) => (
        <td key={pair} className="n">
          {people(line[pair].reported)} <small>/ {people(line[pair].planned)}</small>
        </td>
      ))}
    </tr>
  )
}

const filterOf: Partial<Record<Progress['by'], string>> = { sector: 'sector', country: 'country', organisation: 'organisation' }

/** A line that can be looked into leads to its own progress. */
function Name({ line, by }: { line: ProgressLine; by: Progress['by'] }) {
  const format = useFormat()
  const name = by === 'month' ? format.month(line.key) : line.name
  const filter = filterOf[by]
  const icon = line.look && <Icon name={line.look} sector />
  if (!filter || line.key === '' || line.key === '0')
    return (
      <>
        {icon} {name}
      </>
    )
  const search: Search = { [filter]: line.key, by: by === 'sector' ? 'organisation' : undefined }
  return (
    <>
      {icon}{' '}
      <Go to="." search={search}>
        {name}
      </Go>
    </>
  )
}
