/** What is kept here, at the foot of each screen of an open device: the way to what waits, to taking along, to locking. */
import { useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useDevice } from './useDevice.ts'
import { useKeptHouseholds } from './useKeptHouseholds.ts'
import { useOutbox } from './useOutbox.ts'

export function OnThisDevice() {
  const t = useT()
  const { lock } = useDevice()
  const { all, waiting, pictures } = useOutbox()
  const refused = all.filter(({ outcome, problem }) => outcome === 'refused' || (outcome === 'done' && problem)).length
  const households = useKeptHouseholds().length
  return (
    <div className="row field-foot">
      <Go to="/device">
        {[
          t('web.field.foot.households', { n: households }),
          t('web.field.foot.waiting', { n: waiting + pictures }),
          ...(refused > 0 ? [t('web.field.foot.refused', { n: refused })] : []),
        ].join(' · ')}
      </Go>
      <button type="button" className="plain end" onClick={lock}>
        <Icon name="lock" />
        {t('web.field.lock')}
      </button>
    </div>
  )
}
