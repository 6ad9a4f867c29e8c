/** Deliver: read a card or find somebody, register, or only count. The first screen of the field. */
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { FieldFrame } from '../field/FieldFrame.tsx'
import { useT } from '../languages.ts'
import { useGo } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Find } from './Find.tsx'
import { OtherWays } from './OtherWays.tsx'
import type { Post } from './post.ts'
import { ScanButton } from './ScanButton.tsx'
import { TodayFigures } from './TodayFigures.tsx'
import { WithPost } from './WithPost.tsx'

export function DeliverScreen() {
  return (
    <FieldFrame>
      <WithPost>{(post, here) => <Front post={post} here={here} />}</WithPost>
    </FieldFrame>
  )
}

function Front({ post, here }: { post: Post; here: ReactNode }) {
  const t = useT()
  const go = useGo()
  const { words: first = '' }: { words?: string } = useSearch({ strict: false })
  const [words, setWords] = useState(first)
  const [notACard, setNotACard] = useState(false)
  return (
    <>
      <Head title={t('web.deliver.title')}>{here}</Head>
      <ScanButton
        onHousehold={(id) => void go(`/deliver/${id}`)}
        onCard={(card) => {
          setNotACard(false)
          setWords(card)
        }}
        onNothing={() => setNotACard(true)}
      />
      {notACard && (
        <Notice tone="attention" title={t('web.deliver.scan.no-card')} says>
          <p>{t('web.deliver.scan.no-card.words')}</p>
        </Notice>
      )}
      <Find words={words} onWords={setWords} />
      <OtherWays />
      <div className="pair">
        <Go to="/deliver/lists" className="button">
          {t('web.deliver.lists')}
        </Go>
        <Go to="/deliver/today" className="button">
          {t('web.deliver.today')}
        </Go>
      </div>
      <TodayFigures post={post} />
    </>
  )
}
