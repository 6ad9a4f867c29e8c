/** One table of counted people: a line per key, each opening to the computed rows behind it. */
import type { Counted } from '../../modules/figures/counted/contract.ts'
import { useFormat, useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'

export function CountedTable({ table }: { table: Counted }) {
  const t = useT()
  const format = useFormat()
  const hasGroups = table.lines.some((line) => line.grouped !== 0)
  const hasEstimate = table.lines.some((line) => line.estimated !== null)
  const nameOf = (line: Counted['lines'][number], at: number) =>
    table.sides[at] === 'month' ? format.month(line.keys[at]!) : line.names[at]
  return (
    <>
      <Table
        label={t('web.figures.counted.table', { by: t(`web.figures.counted.by.${table.by}`) })}
        tall={table.lines.length > 25}
      >
        <thead>
          <tr>
            {table.sides.map((side) => (
              <th key={side}>{t(`web.figures.counted.by.${side}`)}</th>
            ))}
            <th className="n">{t('web.figures.counted.people')}</th>
            {hasGroups && <th className="n">{t('web.figures.counted.grouped')}</th>}
            {hasEstimate && <th className="n">{t('web.figures.counted.estimated')}</th>}
          </tr>
        </thead>
        <tbody>
          {table.lines.map((line) => (
            <tr key={line.keys.join(' ')}>
              {table.sides.map((side, at) =>
                at === 0 ? (
                  <th key={side} scope="row">
                    {nameOf(line, at)}
                  </th>
                ) : (
                  <td key={side}>{nameOf(line, at)}</td>
                ),
              )}
              <td className="n">
                <People people={line.people} link={line.link} />
              </td>
              {hasGroups && <td className="n">{line.grouped === null ? <Hidden /> : format.number(line.grouped)}</td>}
              {hasEstimate && <td className="n">{line.estimated === null ? '' : format.number(Math.round(line.estimated))}</td>}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="quiet">
        {table.sides.some((side) => side !== 'group' && side !== 'age-gender') && `${t('web.figures.counted.overlap')} `}
        {table.hidden > 0 && `${t('web.figures.counted.hidden', { n: table.hidden })} `}
        {t('web.figures.counted', { at: format.moment(table.countedAt) })}
      </p>
    </>
  )
}

function People({ people, link }: { people: number | null; link: string | null }) {
  const format = useFormat()
  if (people === null) return <Hidden />
  if (link === null) return format.number(people)
  const search = Object.fromEntries(new URLSearchParams(link.split('?')[1])) as Search
  return (
    <Go to="/activities" search={search} className="live">
      {format.number(people)}
    </Go>
  )
}

function Hidden() {
  const t = useT()
  return (
    <span className="quiet" title={t('web.figures.counted.hidden.one')}>
      <span aria-hidden="true">·</span>
      <span className="hide">{t('web.figures.counted.hidden.one')}</span>
    </span>
  )
}
