/** A change of a household that was begun and not saved: said where it is opened again, with the way to go on and the way to let it go. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { Notice } from '../ui/Notice.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { editOf, forgetTyping, keptTyping } from './keptTyping.ts'
import { changesIn, type Edit, standsAlready } from './useEdit.ts'

type Props = { household: Household; onGoOn: () => void }

export function UnsavedEdit({ household, onGoOn }: Props) {
  const t = useT()
  const format = useFormat()
  const { edit, forget } = useUnsavedEdit(household)
  const queries = useQueryClient()
  const [isLeaving, setLeaving] = useState(false)
  if (!edit) return null
  // What this window remembers may be older than what was changed meanwhile.
  const goOn = () => {
    void queries.invalidateQueries({ queryKey: ['household', household.id] })
    onGoOn()
  }
  const n = changesIn(edit).length
  return (
    <Notice tone="attention" title={t('web.people.edit.unsaved', { n, at: format.moment(edit.at) })}>
      <div className="row">
        <button type="button" className="primary" onClick={goOn}>
          {t('web.people.edit.unsaved.go')}
        </button>
        <button type="button" onClick={() => setLeaving(true)}>
          {t('web.people.edit.discard')}
        </button>
      </div>
      {isLeaving && <DiscardDialog what="edit" onDiscard={forget} onClose={() => setLeaving(false)} />}
    </Notice>
  )
}

/** What stands already, or may not be changed any more, is let go without a word. */
function useUnsavedEdit(household: Household) {
  const user = useMe().data?.id
  const [edit, setEdit] = useState<Edit>()
  const name = editOf(household.id)
  const mayChange = household.may.change && household.erasedAt === null
  useEffect(() => {
    if (!user) return
    let isOver = false
    void keptTyping<Edit>(user, name).then((kept) => {
      const isNeeded = kept !== undefined && mayChange && !standsAlready(kept, household)
      if (kept && !isNeeded) void forgetTyping(user, name)
      if (!isOver) setEdit(isNeeded ? kept : undefined)
    })
    return () => {
      isOver = true
    }
  }, [user, name, mayChange, household])
  const forget = () => {
    if (user) void forgetTyping(user, name)
    setEdit(undefined)
  }
  return { edit, forget }
}
