/** Today at this site: every entry with its state, sums by service, and what is not sent yet. */
import { type ReactNode, useState } from 'react'
import { FieldFrame } from '../field/FieldFrame.tsx'
import { Unsent } from '../field/Unsent.tsx'
import { useT } from '../languages.ts'
import { Empty } from '../ui/Empty.tsx'
import { Field } from '../ui/Field.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Wait } from '../ui/Wait.tsx'
import { EntryLine } from './EntryLine.tsx'
import type { Entry } from './entries.ts'
import type { Post } from './post.ts'
import { ServiceSums } from './ServiceSums.tsx'
import { TodayFigures } from './TodayFigures.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import { useDayAt } from './useDayAt.ts'
import { useEntries } from './useEntries.ts'
import { WithPost } from './WithPost.tsx'

export function TodayScreen() {
  return (
    <FieldFrame>
      <WithPost>{(post, here) => <Entries post={post} here={here} />}</WithPost>
    </FieldFrame>
  )
}

function Entries({ post, here }: { post: Post; here: ReactNode }) {
  const t = useT()
  const today = useDayAt(post.site)()
  const [chosen, setChosen] = useState('')
  const day = chosen || today
  const [undoing, setUndoing] = useState<Entry>()
  const { entries, sums, isWaiting, isCut } = useEntries(post, day)
  const isToday = day === today
  return (
    <>
      <Head title={t('web.deliver.entries.title')}>{here}</Head>
      <Field label={t('web.deliver.entries.day')}>
        {(control) => <input {...control} type="date" max={today} value={day} onChange={(e) => setChosen(e.target.value)} />}
      </Field>
      {isToday && <TodayFigures post={post} />}
      {sums.length > 0 && <ServiceSums sums={sums} />}
      {isWaiting && entries.length === 0 && <Wait />}
      {!isWaiting && entries.length === 0 && (
        <Empty icon="deliver" title={t('web.deliver.entries.none')}>
          <Go to="/deliver" className="button primary">
            {t('web.deliver.entries.first')}
          </Go>
        </Empty>
      )}
      {entries.length > 0 && (
        <ul className="entries" aria-label={t('web.deliver.entries.title')}>
          {entries.map((entry) => (
            <EntryLine key={entry.id} entry={entry} onUndo={() => setUndoing(entry)} />
          ))}
        </ul>
      )}
      {isCut && <p className="quiet">{t('web.deliver.entries.cut', { n: entries.length })}</p>}
      <Unsent />
      {undoing && (
        <UndoDialog
          delivery={undoing.id}
          what={undoing.name || t('web.deliver.group.people', { n: undoing.people })}
          onClose={() => setUndoing(undefined)}
          onUndone={() => setUndoing(undefined)}
        />
      )}
    </>
  )
}
