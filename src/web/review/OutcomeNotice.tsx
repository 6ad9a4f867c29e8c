/** What came of a decision: how many were done; of each that was left, why; where somebody else was quicker, both versions. */
import type { LeftActivity } from '../../modules/plan/review/contract.ts'
import { useT } from '../languages.ts'
import { useChangeSearch } from '../scope.ts'
import { Notice } from '../ui/Notice.tsx'
import { Differences } from './Differences.tsx'
import type { Outcome } from './useReview.ts'

export function OutcomeNotice({ outcome, onClose }: { outcome: Outcome; onClose: () => void }) {
  const t = useT()
  const { step, done, left, leftCount } = outcome
  return (
    <Notice tone={leftCount > 0 ? 'attention' : 'good'} title={t(`web.review.done.${step}`, { n: done })} says>
      {leftCount > 0 && <p>{t('web.review.left-behind', { n: leftCount })}</p>}
      {left.length > 0 && (
        <ul className="review-left">
          {left.map((one) => (
            <Left key={one.id} left={one} />
          ))}
        </ul>
      )}
      <p>
        <button type="button" onClick={onClose}>
          {t('web.review.understood')}
        </button>
      </p>
    </Notice>
  )
}

function Left({ left }: { left: LeftActivity }) {
  const t = useT()
  const change = useChangeSearch()
  return (
    <li>
      <b>{left.title || t('web.review.untitled')}</b>: {left.sentence}{' '}
      {left.reason !== 'not-there' && (
        <button type="button" className="link" onClick={() => change({ row: left.id })}>
          {t('web.review.look')}
        </button>
      )}
      {left.changed && left.changed.cells.length > 0 && (
        <Differences cells={left.changed.cells} before={t('web.review.as-seen')} after={t('web.review.as-is')} />
      )}
    </li>
  )
}
