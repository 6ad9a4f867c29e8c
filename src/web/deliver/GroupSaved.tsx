/** A counted group is saved: what, for how many, and what comes next. */
import { useState } from 'react'
import type { Done } from '../field/field.ts'
import { useOutbox } from '../field/useOutbox.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Counted } from './CountForm.tsx'
import { sumOf } from './counting.ts'
import type { Post } from './post.ts'
import { sentState, toneOf } from './states.ts'
import { TodayFigures } from './TodayFigures.tsx'
import { unitOf } from './tiles.ts'
import { UndoDialog } from './UndoDialog.tsx'

type Props = { done: Done; counted: Counted; post: Post; onNext: () => void }

export function GroupSaved({ done, counted, post, onNext }: Props) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { all } = useOutbox()
  const [undo, setUndo] = useState<'asking' | 'done'>()
  const now = all.find((one) => one.id === done.id) ?? done
  const state = sentState(now)
  const { service, quantity } = counted
  const amount = `${format.number(quantity)} ${unitOf(service, quantity, format.language)}`
  const people = t('web.deliver.group.people', { n: sumOf(counted.drafts, 'month') })
  return (
    <>
      {undo === 'done' ? (
        <Notice tone="good" title={t('web.deliver.undone')} says />
      ) : (
        <Notice
          tone={toneOf[state]}
          title={t('web.deliver.saved.title', { amount, what: text(service.names), name: people })}
          says
        >
          <p>{[format.moment(now.doneAt), t(`web.deliver.state.${state}.words`)].join(' · ')}</p>
          {now.problem && <p>{now.problem.title}</p>}
        </Notice>
      )}
      <button type="button" className="primary huge" onClick={onNext}>
        <Icon name="plus" />
        {t('web.deliver.group.next')}
      </button>
      <Go to="/deliver" className="button wide">
        {t('web.deliver.to-start')}
      </Go>
      {undo !== 'done' && (
        <button type="button" className="plain" onClick={() => setUndo('asking')}>
          <Icon name="undo" />
          {t('web.deliver.undo')}
        </button>
      )}
      <TodayFigures post={post} />
      {undo === 'asking' && (
        <UndoDialog delivery={done.id} what={people} onClose={() => setUndo(undefined)} onUndone={() => setUndo('done')} />
      )}
    </>
  )
}
