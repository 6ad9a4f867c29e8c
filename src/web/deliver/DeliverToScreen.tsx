/** What does this household receive? Two taps from the card to the entry: a tile, and the button that gives. */
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { cardOf } from '../../modules/people/rules/card.ts'
import { FieldFrame } from '../field/FieldFrame.tsx'
import { useT } from '../languages.ts'
import { nameOf } from '../people/words.ts'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { Choose } from './Choose.tsx'
import { headOf } from './giving.ts'
import { More } from './More.tsx'
import { OtherWays } from './OtherWays.tsx'
import type { Post } from './post.ts'
import { Saved } from './Saved.tsx'
import { Stopped } from './Stopped.tsx'
import { useFront } from './useFront.ts'
import { useGiving } from './useGiving.ts'
import { WithPost } from './WithPost.tsx'

export function DeliverToScreen() {
  const { id = '' } = useParams({ strict: false })
  return (
    <FieldFrame>
      <WithPost>{(post, here) => <DeliverTo key={id} id={id} post={post} here={here} />}</WithPost>
    </FieldFrame>
  )
}

type Props = { id: string; post: Post; here: ReactNode }

function DeliverTo({ id, post, here }: Props) {
  const t = useT()
  const { person }: { person?: string } = useSearch({ strict: false })
  const front = useFront(id)
  const { household, state } = front
  const giving = useGiving({ id, post, front, person: household?.persons.some((one) => one.id === person) ? person : undefined })
  const head = household && headOf(household)
  const name = head ? nameOf(head, t) : t('web.deliver.card', { card: cardOf(id) })
  if (state === 'waiting') return <Wait />
  if (state === 'gone') return <Gone here={here} />
  const { phase } = giving
  return (
    <>
      <Head title={phase.kind === 'saved' ? t('web.deliver.saved') : name}>
        {phase.kind === 'saved' ? name : household?.card} · {here}
      </Head>
      {state === 'unknown' && phase.kind === 'choose' && (
        <Notice tone="attention" title={t('web.deliver.unknown')}>
          <p>{t('web.deliver.unknown.words')}</p>
        </Notice>
      )}
      {household?.mergedInto && (
        <Notice tone="attention" title={t('web.deliver.merged')}>
          <p>
            <Go to={`/deliver/${household.mergedInto}`}>{t('web.deliver.merged.open')}</Go>
          </p>
        </Notice>
      )}
      {phase.kind === 'choose' && <Choose giving={giving} front={front} post={post} />}
      {phase.kind === 'more' && <More giving={giving} household={household} householdId={id} />}
      {phase.kind === 'stopped' && <Stopped stop={phase.stop} given={phase.given} giving={giving} household={household} />}
      {phase.kind === 'saved' && <Saved done={phase.done} given={phase.given} giving={giving} name={name} post={post} />}
    </>
  )
}

function Gone({ here }: { here: ReactNode }) {
  const t = useT()
  return (
    <>
      <Head title={t('web.deliver.title')}>{here}</Head>
      <Empty icon="qr" title={t('web.deliver.gone')}>
        <p>{t('web.deliver.gone.words')}</p>
        <OtherWays />
        <Go to="/deliver" className="button wide primary">
          {t('web.deliver.next')}
        </Go>
      </Empty>
    </>
  )
}
