/** Title, first sentences, context, achievements, initiatives and support: what stands before and after the sectors. */
import { useT } from '../languages.ts'
import { PartEditor } from './PartEditor.tsx'
import { useTypedNumbers } from './useTypedNumbers.ts'

const parts = ['lead', 'context', 'achievements', 'initiatives', 'support'] as const

export function SummaryTab() {
  const t = useT()
  const typed = useTypedNumbers()
  return (
    <div className="parts">
      <PartEditor part="title" label={t('web.reports.part.title')} oneLine typed={typed} />
      {parts.map((part) => (
        <PartEditor
          key={part}
          part={part}
          label={t(`web.reports.part.${part}`)}
          help={t(`web.reports.part.${part}.help`)}
          typed={typed}
        />
      ))}
    </div>
  )
}
