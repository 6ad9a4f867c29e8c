/** Saved: what was given, whether it was sent yet, and what comes next. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Done } from '../field/field.ts'
import { useOutbox } from '../field/useOutbox.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { type Search, scopeOf } from '../scope.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Post } from './post.ts'
import { ScanButton } from './ScanButton.tsx'
import { sentState, toneOf } from './states.ts'
import { TodayFigures } from './TodayFigures.tsx'
import { unitOf } from './tiles.ts'
import { UndoDialog } from './UndoDialog.tsx'
import type { Giving } from './useGiving.ts'

type Props = { done: Done; giving: Giving; name: string; post: Post }

export function Saved({ done, giving, name, post }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const go = (to: string) => void navigate({ to, search: ((before: Search) => scopeOf(before)) as never })
  const [undoing, setUndoing] = useState(false)
  const [undone, setUndone] = useState(false)
  return (
    <>
      {undone ? (
        <Notice tone="good" title={t('web.deliver.undone')} says />
      ) : (
        <SavedNotice done={done} giving={giving} name={name} />
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

function SavedNotice({ done, giving, name }: Omit<Props, 'post'>) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { all } = useOutbox()
  const now = all.find((one) => one.id === done.id) ?? done
  const { draft } = giving
  if (!draft) return null
  const state = sentState(now)
  const amount = `${format.number(draft.quantity)} ${unitOf(draft.service, draft.quantity, format.language)}`
  return (
    <Notice tone={toneOf[state]} title={t('web.deliver.saved.title', { amount, what: text(draft.service.names), name })} says>
      <p>{[format.moment(now.doneAt), t(`web.deliver.state.${state}.words`)].join(' · ')}</p>
      {now.problem && <p>{now.problem.title}</p>}
    </Notice>
  )
}
