/** One table for each population group; most have one. */
import { populationGroups } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { CountTable } from './CountTable.tsx'
import { emptyGroup, type GroupDraft } from './counting.ts'

export function CountTables({ drafts, onChange }: { drafts: GroupDraft[]; onChange: (drafts: GroupDraft[]) => void }) {
  const t = useT()
  const free = populationGroups.filter((group) => !drafts.some((draft) => draft.group === group))
  return (
    <>
      {drafts.map((draft, at) => (
        <CountTable
          key={draft.group}
          draft={draft}
          groups={[draft.group, ...free]}
          onChange={(next) => onChange(drafts.map((one, i) => (i === at ? next : one)))}
          onRemove={drafts.length > 1 ? () => onChange(drafts.filter((_, i) => i !== at)) : undefined}
        />
      ))}
      {free[0] !== undefined && (
        <button type="button" className="plain" onClick={() => onChange([...drafts, emptyGroup(free[0]!)])}>
          {t('web.deliver.group.another')}
        </button>
      )}
    </>
  )
}
