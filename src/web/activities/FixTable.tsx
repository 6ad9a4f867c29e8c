/** What a rule would change: before and after, each with its tick. */
import type { Column } from '../../modules/activities/contract.ts'
import type { ProposedFix } from '../../modules/activities/desk/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { shownText } from './names.ts'

type Props = { fixes: ProposedFix[]; lists: Lists; chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void }

export function FixTable({ fixes, lists, chosen, onChoose }: Props) {
  const t = useT()
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  return (
    <Table label={t('web.activities.fixes.preview')} className="dense" tall={fixes.length > 12}>
      <caption className="hide">{t('web.activities.fixes.preview')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('web.activities.column.row')}</th>
          <th scope="col">{t('web.activities.fixes.what')}</th>
          <th scope="col">{t('web.activities.column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {fixes.map((fix) => {
          const name = [fix.rowNumber === null ? '' : t('web.activities.row', { row: String(fix.rowNumber) }), fix.label]
            .filter(Boolean)
            .join(' · ')
          return (
            <tr key={fix.activityId}>
              <th scope="row" className="cut wide">
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.has(fix.activityId)}
                    onChange={() => toggle(fix.activityId)}
                    aria-label={t('web.activities.fixes.choose', { row: name })}
                  />{' '}
                  {name}
                </label>
              </th>
              <td>
                <Becomes before={fix.before} after={fix.after} lists={lists} />
              </td>
              <td>
                {fix.asks ? (
                  <Badge tone="attention">{t('web.activities.fixes.ask')}</Badge>
                ) : (
                  <Badge tone="good">{t('web.activities.fixes.fix')}</Badge>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

/** “Girls 51 → 61”, for each cell that changes. */
export function Becomes({ before, after, lists }: { before: ProposedFix['before']; after: ProposedFix['after']; lists: Lists }) {
  const t = useT()
  const format = useFormat()
  const text = useText()
  const shown = (column: Column, cells: ProposedFix['before']) =>
    shownText(column, { cells: { ...emptyNames, ...cells } as never, asWritten: {} }, lists, { t, format, text }) ||
    t('web.activities.history.empty')
  const changed = (Object.keys(after) as Column[]).filter((column) => before[column] !== after[column])
  return (
    <span className="row">
      {changed.map((column) => (
        <span key={column} className="nowrap">
          {t(`web.activities.column.${column}`)} <del>{shown(column, before)}</del> <Icon name="next" />
          <span className="hide"> {t('web.activities.history.becomes')} </span> <ins>{shown(column, after)}</ins>
        </span>
      ))}
    </span>
  )
}

const emptyNames = {
  country: null,
  admin1: null,
  admin2: null,
  organisation: null,
  implementer: null,
  sector: null,
  indicator: null,
  cashMechanism: null,
}
