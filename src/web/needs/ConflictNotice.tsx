/** Somebody else changed lines meanwhile: both numbers side by side, and nothing overwritten until one is chosen. */
import type { PeopleRow } from '../../modules/plan/needs/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import type { Entry } from './useEntry.ts'
import { useCellName } from './words.ts'

export function ConflictNotice({ entry, nameOf }: { entry: Entry; nameOf: (row: PeopleRow) => string }) {
  const t = useT()
  const format = useFormat()
  const cellName = useCellName()
  const { conflicts, settle } = entry
  if (conflicts.length === 0) return null
  const others = conflicts.filter((one) => one.isOther)
  return (
    <Notice tone="attention" title={t('web.needs.conflict', { count: others.length })} says>
      {others.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('web.needs.conflict.cell')}</th>
              <th className="n">{t('web.needs.conflict.theirs')}</th>
              <th className="n">{t('web.needs.conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {others.slice(0, 20).map((one) => (
              <tr key={one.key}>
                <th scope="row">
                  {nameOf(one.row)}, {cellName(one.cell)}
                  {one.row.sources[one.cell] && <small> {one.row.sources[one.cell]!.by}</small>}
                </th>
                <td className="n">{one.theirs === null ? '–' : format.number(one.theirs)}</td>
                <td className="n">{one.mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="row">
        <button type="button" onClick={() => settle(false)}>
          {t(others.length > 0 ? 'web.needs.conflict.take-theirs' : 'web.needs.conflict.go-on')}
        </button>
        {others.length > 0 && (
          <button type="button" onClick={() => settle(true)}>
            {t('web.needs.conflict.keep-mine')}
          </button>
        )}
      </div>
    </Notice>
  )
}
