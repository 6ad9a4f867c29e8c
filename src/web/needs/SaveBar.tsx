/** Sends what was typed, with the source and the day that every changed cell will bear. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import type { Entry } from './useEntry.ts'

export const today = () => new Date().toISOString().slice(0, 10)

export function SaveBar({ entry }: { entry: Entry }) {
  const t = useT()
  const [source, setSource] = useState('')
  const [dated, setDated] = useState(today)
  const { drafts, saving, conflicts, wrong, discard } = entry
  return (
    <form
      className="filters needs-save"
      onSubmit={(e) => {
        e.preventDefault()
        saving.mutate({ source: source.trim(), dated })
      }}
    >
      <b role="status">
        {wrong > 0 ? t('web.needs.entry.wrong-cells', { count: wrong }) : t('web.needs.entry.changed', { count: drafts.size })}
      </b>
      <label>
        {t('web.needs.entry.source')}
        <input
          required
          maxLength={300}
          value={source}
          onChange={(e) => setSource(e.target.value)}
          placeholder={t('web.needs.entry.source.example')}
        />
      </label>
      <label>
        {t('web.needs.entry.dated')}
        <input type="date" required value={dated} onChange={(e) => setDated(e.target.value)} />
      </label>
      <button type="submit" className="primary" disabled={saving.isPending || wrong > 0 || conflicts.length > 0}>
        {t('web.needs.entry.save')}
      </button>
      <button type="button" onClick={discard} disabled={saving.isPending}>
        {t('web.needs.entry.discard')}
      </button>
      {saving.isError && conflicts.length === 0 && <ProblemNotice error={saving.error} />}
    </form>
  )
}
