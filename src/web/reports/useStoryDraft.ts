/** A story while it is told: sent when its form is left, also when it was left while an earlier text was still on its way. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { send } from '../api.ts'
import { useComposer } from './composer.ts'
import type { Story } from './story.ts'

/** As the server keeps it: every language has its place, also when nothing is told in it yet. */
const kept = ({ position, country, texts, credit, consent }: Story) => ({
  position,
  country,
  credit,
  consent,
  texts: { en: texts.en ?? {}, es: texts.es ?? {}, pt: texts.pt ?? {}, fr: texts.fr ?? {} },
})

export function useStoryDraft(story: Story, path: string, onChange: () => void) {
  const queries = useQueryClient()
  const { overview } = useComposer()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(story)
  const [saved, setSaved] = useState(story)
  const now = useRef({ draft, saved, isSaving: false })
  const save = useMutation({
    mutationFn: (sent: Story) => {
      now.current.isSaving = true
      return send<Story>('PUT', path, kept(sent))
    },
    onSuccess: (_told, sent) => {
      now.current.saved = sent
      setSaved(sent)
      // Whoever comes back to the stories before they are read again finds what was told.
      queries.setQueryData<Story[]>(['overview', overview.id, 'stories'], (all) =>
        all?.map((one) => (one.id === sent.id ? { ...one, ...kept(sent) } : one)),
      )
      onChange()
    },
    onSettled: (_told, error) => {
      now.current.isSaving = false
      if (!error && !form.current?.contains(document.activeElement)) leave()
    },
  })
  const leave = () => {
    const at = now.current
    if (at.draft !== at.saved && !at.isSaving) save.mutate(at.draft)
  }
  const gone = useRef(leave)
  gone.current = leave
  useEffect(() => () => gone.current(), [])
  const change = (part: Partial<Story>) => {
    now.current.draft = { ...now.current.draft, ...part }
    setDraft(now.current.draft)
  }
  return { draft, isDirty: draft !== saved, change, save, leave, form }
}
