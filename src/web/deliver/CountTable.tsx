/** One population group: how many were not served yet this month, how many of them never before. */
import { useId } from 'react'
import { type Age, ages } from '../../modules/delivery/contract.ts'
import { type PopulationGroup, populationGroups } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { OneOfField } from '../ui/OneOfField.tsx'
import { beyond, type Column, type GroupDraft, sumOf } from './counting.ts'

type Props = {
  draft: GroupDraft
  /** Those that have no table of their own yet. */
  groups: PopulationGroup[]
  onChange: (draft: GroupDraft) => void
  onRemove: (() => void) | undefined
}
const columns: Column[] = ['month', 'new']

export function CountTable({ draft, groups, onChange, onRemove }: Props) {
  const t = useT()
  const wrong = beyond([draft])
  return (
    <fieldset className="stack">
      <legend className="hide">{t(`web.people.group.${draft.group}`)}</legend>
      <OneOfField
        label={t('web.deliver.group.of')}
        choices={populationGroups.filter((one) => groups.includes(one)).map((one) => [one, t(`web.people.group.${one}`)])}
        value={draft.group}
        onChange={(group) => onChange({ ...draft, group })}
      />
      <AgeTable draft={draft} wrong={wrong} onChange={onChange} />
      {wrong.length > 0 && <p className="error">{t('web.deliver.group.beyond')}</p>}
      {onRemove && (
        <button type="button" className="plain" onClick={onRemove}>
          {t('web.deliver.group.remove')}
        </button>
      )}
    </fieldset>
  )
}

type TableProps = Pick<Props, 'draft' | 'onChange'> & { wrong: string[] }

function AgeTable({ draft, wrong, onChange }: TableProps) {
  const t = useT()
  const format = useFormat()
  const id = useId()
  const set = (column: Column, age: Age, value: string) =>
    onChange({ ...draft, [column]: { ...draft[column], [age]: value.replace(/\D/g, '').slice(0, 7) } })
  return (
    <div className="ages">
      <span />
      {columns.map((column) => (
        <span key={column} className="quiet" id={`${id}-${column}`}>
          {t(`web.deliver.group.${column}`)}
        </span>
      ))}
      {ages.map((age) => (
        <AgeLine
          key={age}
          id={`${id}-${age}`}
          columnIds={id}
          age={age}
          draft={draft}
          isWrong={wrong.includes(`${draft.group} ${age}`)}
          onCell={set}
        />
      ))}
      <b className="sum">{t('web.deliver.group.sum')}</b>
      {columns.map((column) => (
        <b key={column} className="sum" role="status">
          {format.number(sumOf([draft], column))}
        </b>
      ))}
    </div>
  )
}

type LineProps = {
  id: string
  columnIds: string
  age: Age
  draft: GroupDraft
  isWrong: boolean
  onCell: (column: Column, age: Age, value: string) => void
}

function AgeLine({ id, columnIds, age, draft, isWrong, onCell }: LineProps) {
  const t = useT()
  return (
    <>
      <span id={id}>{t(`web.deliver.age.${age}`)}</span>
      {columns.map((column) => (
        <input
          key={column}
          inputMode="numeric"
          autoComplete="off"
          aria-labelledby={`${id} ${columnIds}-${column}`}
          aria-invalid={(isWrong && column === 'new') || undefined}
          value={draft[column][age] ?? ''}
          onChange={(e) => onCell(column, age, e.target.value)}
        />
      ))}
    </>
  )
}
