/** The review of a plan: what waits for me, what is due first stands first; a line opens its activities, an activity its cells. */
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { ReviewQueue } from '../../modules/plan/review/contract.ts'
import { useT } from '../languages.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import { type Search, useChangeSearch } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Activities } from './Activities.tsx'
import { ActivityPanel } from './ActivityPanel.tsx'
import { Days } from './Days.tsx'
import { OutcomeNotice } from './OutcomeNotice.tsx'
import { Queue } from './Queue.tsx'
import { isChosen, nameOf, type Outcome, useQueue } from './useReview.ts'
import './review.css'

export function ReviewScreen() {
  const t = useT()
  return (
    <PlanFrame section="review" says={() => t('web.review.says')}>
      {(lists) => <Board lists={lists} />}
    </PlanFrame>
  )
}

function Board({ lists }: { lists: PlanLists }) {
  const queue = useQueue(lists.plan.code)
  return <Answer query={queue}>{(answer) => <Desk queue={answer} lists={lists} />}</Answer>
}

function Desk({ queue, lists }: { queue: ReviewQueue; lists: PlanLists }) {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const plan = lists.plan.code
  const chosen = queue.lines.find((line) => isChosen(line, search))
  // What came of a decision stays, also when nothing is left in its line.
  const [outcome, setOutcome] = useState<Outcome>()
  const back = () => change({ body: undefined, in: undefined, sector: undefined, row: undefined })
  return (
    <div className={search.row ? 'split reviewing' : undefined}>
      <div className="stack">
        {queue.version === null && (
          <Notice tone="info" title={t('web.review.locked')}>
            <p>{t('web.review.locked.words')}</p>
          </Notice>
        )}
        <Days queue={queue} lists={lists} />
        {outcome && <OutcomeNotice outcome={outcome} onClose={() => setOutcome(undefined)} />}
        {chosen ? (
          <Activities key={nameOf(chosen)} line={chosen} lists={lists} onBack={back} onDone={setOutcome} />
        ) : queue.lines.length === 0 ? (
          <Empty icon="check" title={t('web.review.nothing')}>
            <p>{t('web.review.nothing.words')}</p>
          </Empty>
        ) : (
          <Queue queue={queue} lists={lists} step={search.step} />
        )}
      </div>
      {search.row && (
        <ActivityPanel
          key={search.row}
          plan={plan}
          id={search.row}
          onClose={() => change({ row: undefined })}
          onDone={setOutcome}
        />
      )}
    </div>
  )
}
