/** Writes an objective: its name and what it is about. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Objective } from '../../modules/plan/areas/contract.ts'
import { type Language, useT } from '../languages.ts'
import { filled, TextField } from './fields.tsx'
import { PartForm } from './PartForm.tsx'

type Draft = Pick<Objective, 'names' | 'narratives'>
const read = ({ names, narratives }: Draft, language: Language) => `${names[language] ?? ''}\n\n${narratives[language] ?? ''}`

export function ObjectiveForm({ plan, objective, onDone }: { plan: string; objective?: Objective; onDone: () => void }) {
  const t = useT()
  const [id] = useState(() => objective?.id ?? newId())
  const [draft, set] = useState<Draft>({ names: objective?.names ?? {}, narratives: objective?.narratives ?? {} })
  return (
    <PartForm<Draft>
      title={t(objective ? 'web.areas.objective' : 'web.areas.objective.add')}
      path={`/objectives/${id}`}
      plan={plan}
      version={objective?.version ?? 0}
      body={(version) => ({ version, names: filled(draft.names), narratives: filled(draft.narratives) })}
      read={read}
      mine={draft}
      take={set}
      onDone={onDone}
    >
      {(language) => (
        <>
          <TextField
            label={t('plan.versions.cell.name')}
            language={language}
            value={draft.names}
            onChange={(names) => set({ ...draft, names })}
          />
          <TextField
            label={t('plan.versions.cell.narrative')}
            help={t('web.areas.paragraphs')}
            language={language}
            long
            value={draft.narratives}
            onChange={(narratives) => set({ ...draft, narratives })}
          />
        </>
      )}
    </PartForm>
  )
}
