/** Areas × sectors of one country, each with its 15 cells: how full they are, and by how many people they are too full. */
import { type CSSProperties, useState } from 'react'
import type { CheckedLine, TargetCheck } from '../../modules/plan/targets/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { ages, cells, populations } from './cells.ts'
import { LineDialog } from './LineDialog.tsx'

/** Beyond this the list is first narrowed by sector. */
const most = 400

export function LineTable({ check, code }: { check: TargetCheck; code: string }) {
  const t = useT()
  const [open, setOpen] = useState<CheckedLine>()
  if (check.lines.length === 0) return null
  return (
    <>
      {check.lines.length > most && <p className="quiet">{t('web.targets.most', { n: most, all: check.lines.length })}</p>}
      <Table label={t('web.targets.table')} className="heat dense fifteen" tall={check.lines.length > 12}>
        <caption className="hide">{t('web.targets.caption')}</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {t('plan.targets.column.admin1')} · {t('web.figures.sector')}
            </th>
            {populations.map((population) => (
              <th key={population} colSpan={ages.length} scope="colgroup">
                {t(`plan.targets.population.${population}`)}
              </th>
            ))}
          </tr>
          <tr>
            {cells.map(({ name, age }) => (
              <th key={name} className="n" scope="col">
                {t(`plan.targets.age.${age}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {check.lines.slice(0, most).map((line) => (
            <tr key={`${line.level} ${line.place} ${line.sector}`} data-sector={line.look}>
              <th scope="row">
                <button type="button" className="live" onClick={() => setOpen(line)}>
                  {line.placeName}
                </button>
                <small>
                  <Icon name={line.look} sector /> {line.sectorName}
                </small>
              </th>
              {cells.map(({ name }, at) => (
                <Cell key={name} line={line} at={at} />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {open && <LineDialog line={open} code={code} counts={check.counts} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Cell({ line, at }: { line: CheckedLine; at: number }) {
  const t = useT()
  const format = useFormat()
  const [planned, need] = [line.target[at] ?? 0, line.need[at] ?? 0]
  if (planned === 0)
    return (
      <td className="none" title={t('web.targets.cell', { planned, need })}>
        <span aria-hidden="true">–</span>
        <span className="hide">{t('web.targets.cell', { planned, need })}</span>
      </td>
    )
  const fill = need === 0 ? 100 : Math.min(100, (100 * planned) / need)
  const isAbove = planned > need
  return (
    <td
      className={isAbove ? 'above' : undefined}
      style={{ '--v': Math.round(fill * 0.42) } as CSSProperties}
      title={t('web.targets.cell', { planned, need })}
    >
      {isAbove ? <b>+{format.number(planned - need)}</b> : <>{format.number(Math.floor(fill))} %</>}
      <span className="hide"> · {t('web.targets.cell', { planned, need })}</span>
    </td>
  )
}
