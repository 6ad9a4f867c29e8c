/** The household being registered on this device: it survives a reload, a locked device, and a walk to another screen. */
import { useEffect, useRef, useState } from 'react'
import { useCatalogue } from '../field/catalogue.ts'
import { useLanguage } from '../languages.ts'
import { useMe } from '../me.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { forgetDraft, isTyped, keepDraft, keptDraft } from './keptDraft.ts'
import { registersFor } from './organisations.ts'
import { siteOfToday } from './places.ts'

export function useDraft() {
  const me = useMe().data
  const fresh = useFresh()
  const [draft, setDraft] = useState<Draft>()
  const [isKept, setKept] = useState(false)
  const user = me?.id
  const begins = useRef(fresh)
  begins.current = fresh
  useEffect(() => {
    if (!user) return
    let isOver = false
    void keptDraft(user).then((kept) => {
      if (!isOver) setDraft((now) => now ?? kept ?? begins.current())
    })
    return () => {
      isOver = true
    }
  }, [user])
  useEffect(() => {
    if (!draft || !user) return
    void keepDraft(user, draft).then(setKept)
  }, [draft, user])
  useAskBeforeLeaving(draft !== undefined && !isKept && isTyped(draft))
  return {
    draft,
    isKept,
    change: (part: Partial<Draft>) => setDraft((now) => now && { ...now, ...part }),
    begin: () => {
      if (user) void forgetDraft(user)
      setDraft(fresh())
    },
  }
}

function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [asks])
}

/** With what is known before anything is asked: who registers, and where one stands today. */
function useFresh(): () => Draft {
  const me = useMe().data
  const language = useLanguage()
  const { sites } = useCatalogue()
  return () => {
    const own = registersFor(me?.grants ?? [])
    const wanted = siteOfToday() ?? own.find((one) => one.site)?.site
    const site = sites?.find((one) => one.id === wanted && !one.isClosed)
    return emptyDraft({
      organisation: own[0]?.organisation ?? 0,
      language,
      site: site?.id ?? null,
      country: site?.country ?? me?.countries?.[0] ?? '',
      admin1: site?.admin1 ?? null,
      admin2: site?.admin2 ?? null,
    })
  }
}
