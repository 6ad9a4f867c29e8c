/** Saved: what was given, whether it was sent yet, and what comes next. */
import { useState } from 'react'
import type { Done } from '../field/field.ts'
import { useT } from '../languages.ts'
import { useGo } from '../scope.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Draft } from './giving.ts'
import type { Post } from './post.ts'
import { SavedNotice } from './SavedNotice.tsx'
import { ScanButton } from './ScanButton.tsx'
import { TodayFigures } from './TodayFigures.tsx'
import { UndoButton } from './UndoButton.tsx'
import type { Giving } from './useGiving.ts'

type Props = { done: Done; given: Draft; giving: Giving; name: string; post: Post }

export function Saved({ done, given, giving, name, post }: Props) {
  const t = useT()
  const go = useGo()
  const [isUndone, setUndone] = useState(false)
  return (
    <>
      {isUndone ? (
        <Notice tone="good" title={t('web.deliver.undone')} says />
      ) : (
        <SavedNotice done={done} service={given.service} quantity={given.quantity} name={name} />
      )}
      <ScanButton
        label={t('web.deliver.next')}
        onHousehold={(id) => void go(`/deliver/${id}`)}
        onCard={(card) => void go('/deliver', { words: card })}
        onNothing={() => void go('/deliver')}
      />
      <button type="button" className="wide" onClick={giving.begin}>
        {t('web.deliver.something-more')}
      </button>
      <button type="button" className="wide" onClick={() => void go('/deliver')}>
        <Icon name="search" />
        {t('web.deliver.next.search')}
      </button>
      {!isUndone && <UndoButton delivery={done.id} what={name} onUndone={() => setUndone(true)} />}
      <TodayFigures post={post} />
    </>
  )
}
