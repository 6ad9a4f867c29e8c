/** A counted group is saved: what, for how many, and what comes next. */
import { useState } from 'react'
import type { Done } from '../field/field.ts'
import { useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { type Counted, sumOf } from './counting.ts'
import type { Post } from './post.ts'
import { SavedNotice } from './SavedNotice.tsx'
import { TodayFigures } from './TodayFigures.tsx'
import { UndoButton } from './UndoButton.tsx'

type Props = { done: Done; counted: Counted; post: Post; onNext: () => void }

export function GroupSaved({ done, counted, post, onNext }: Props) {
  const t = useT()
  const [isUndone, setUndone] = useState(false)
  const people = t('web.deliver.group.people', { n: sumOf(counted.drafts, 'month') })
  return (
    <>
      {isUndone ? (
        <Notice tone="good" title={t('web.deliver.undone')} says />
      ) : (
        <SavedNotice done={done} service={counted.service} quantity={counted.quantity} name={people} />
      )}
      <button type="button" className="primary huge" onClick={onNext}>
        <Icon name="plus" />
        {t('web.deliver.group.next')}
      </button>
      <Go to="/deliver" className="button wide">
        {t('web.deliver.to-start')}
      </Go>
      {!isUndone && <UndoButton delivery={done.id} what={people} onUndone={() => setUndone(true)} />}
      <TodayFigures post={post} />
    </>
  )
}
