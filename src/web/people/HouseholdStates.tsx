/** What must be known of a household before anything else of it is read. */
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Edited } from './EditHousehold.tsx'
import { type Seen, useUnsent } from './useHousehold.ts'
import { WithdrawnNotice } from './WithdrawnNotice.tsx'

/** @param edited what came of a change that was just saved */
export function HouseholdStates({ seen: { household, isHere }, edited }: { seen: Seen; edited: Edited | undefined }) {
  const t = useT()
  const format = useFormat()
  const unsent = useUnsent(household.id)
  return (
    <>
      {isHere && (
        <p>
          <Badge icon="offline">{t('web.people.here')}</Badge>
        </p>
      )}
      <WithdrawnNotice household={household} isHere={isHere} />
      {unsent.length > 0 && <Notice tone="info" title={t('web.people.unsent', { n: unsent.length })} says />}
      {edited === 'conflict' && (
        <Notice tone="attention" title={t('web.people.edit.conflict')} says>
          <p>{t('web.people.edit.conflict.words')}</p>
          <p>
            <Go to="/people/conflicts" className="button">
              {t('web.people.tab.conflicts')}
            </Go>
          </p>
        </Notice>
      )}
      {edited === 'done' && <Notice tone="good" title={t('web.people.edit.done')} says />}
      {household.mergedInto !== null && (
        <Notice tone="attention" title={t('web.people.merged-into')}>
          <p>
            <Go to={`/people/${household.mergedInto}`}>{t('web.people.merged-into.open')}</Go>
          </p>
        </Notice>
      )}
      {household.holdReason !== null && <Notice tone="info" title={t('web.people.held', { reason: household.holdReason })} />}
      {household.heldWith && (
        <Notice tone="info" title={t('web.people.held.with', household.heldWith)}>
          <p>
            <Go to={`/people/${household.heldWith.id}`}>{t('web.people.held.with.open')}</Go>
          </p>
        </Notice>
      )}
      {household.erasedAt !== null && (
        <Notice tone="info" title={t('web.people.erased', { day: format.day(household.erasedAt) })}>
          <p>{t('web.people.erased.words')}</p>
        </Notice>
      )}
    </>
  )
}
