/** Of a row worked out from deliveries: that it is, the way down to its entries, and the two cells that are still a person's. */
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { RowForm } from './RowForm.tsx'
import type { GridRow } from './rows.ts'
import type { Kept } from './useKept.ts'

export function Computed({ row, lists, kept }: { row: GridRow; lists: Lists; kept: Kept }) {
  const t = useT()
  const others = (row.cells.otherUnder18 ?? 0) + (row.cells.otherAdult ?? 0)
  const hasNoCell = others !== 0 && !lists.source.plan.asks.includes('other-gender')
  return (
    <>
      <Notice title={t('web.activities.computed')}>
        <p>{t(row.isCorrection ? 'web.activities.computed.correction' : 'web.activities.computed.words')}</p>
        {hasNoCell && <p>{t('web.activities.computed.others', { n: others })}</p>}
        <p>
          <Go to="/deliver/entries" search={{ row: row.id }} className="button">
            <Icon name="deliver" />
            {t('web.activities.computed.entries')}
          </Go>
        </p>
      </Notice>
      {row.may.describe && <RowForm row={row} lists={lists} kept={kept} only={['title', 'description']} />}
    </>
  )
}
