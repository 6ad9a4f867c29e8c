/** Saved: what was given, whether it was sent yet, and what comes next. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Done } from '../field/field.ts'
import { useT } from '../languages.ts'
import { type Search, scopeOf } from '../scope.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Post } from './post.ts'
import { SavedNotice } from './SavedNotice.tsx'
import { ScanButton } from './ScanButton.tsx'
import { TodayFigures } from './TodayFigures.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import type { Giving } from './useGiving.ts'

type Props = { done: Done; giving: Giving; name: string; post: Post }

export function Saved({ done, giving, name, post }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const { draft } = giving
  const go = (to: string) => void navigate({ to, search: ((before: Search) => scopeOf(before)) as never })
  const [undoing, setUndoing] = useState(false)
  const [undone, setUndone] = useState(false)
  return (
    <>
      {undone ? (
        <Notice tone="good" title={t('web.deliver.undone')} says />
      ) : (
        draft && <SavedNotice done={done} service={draft.service} quantity={draft.quantity} name={name} />
      )}
      <ScanButton
        label={t('web.deliver.next')}
        onHousehold={(id) => go(`/deliver/${id}`)}
        onCard={(card) =>
          void navigate({ to: '/deliver', search: ((before: Search) => ({ ...scopeOf(before), words: card })) as never })
        }
        onNothing={() => go('/deliver')}
      />
      <button type="button" className="wide" onClick={giving.begin}>
        {t('web.deliver.something-more')}
      </button>
      <button type="button" className="wide" onClick={() => go('/deliver')}>
        <Icon name="search" />
        {t('web.deliver.next.search')}
      </button>
      {!undone && (
        <button type="button" className="plain" onClick={() => setUndoing(true)}>
          <Icon name="undo" />
          {t('web.deliver.undo')}
        </button>
      )}
      <TodayFigures post={post} />
      {undoing && (
        <UndoDialog
          delivery={done.id}
          what={name}
          onClose={() => setUndoing(false)}
          onUndone={() => {
            setUndoing(false)
            setUndone(true)
          }}
        />
      )}
    </>
  )
}
