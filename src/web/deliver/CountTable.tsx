/** One population group: how many were not served yet this month, how many of them never before. */
import { useId } from 'react'
import { type Age, ages } from '../../modules/delivery/contract.ts'
import { type PopulationGroup, populationGroups } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
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
  const format = useFormat()
  const id = useId()
  const wrong = beyond([draft])
  const set = (column: Column, age: Age, value: string) =>
    onChange({ ...draft, [column]: { ...draft[column], [age]: value.replace(/\D/g, '').slice(0, 7) } })
  return (
    <fieldset className="stack">
      <legend className="hide">{t(`web.people.group.${draft.group}`)}</legend>
      <Field label={t('web.deliver.group.of')}>
        {(control) => (
          <select
            {...control}
            value={draft.group}
            onChange={(e) => onChange({ ...draft, group: e.target.value as PopulationGroup })}
          >
            {populationGroups
              .filter((group) => groups.includes(group))
              .map((group) => (
                <option key={group} value={group}>
                  {t(`web.people.group.${group}`)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <div className="ages">
        <span />
        <span className="quiet" id={`${id}-month`}>
          {t('web.deliver.group.month')}
        </span>
        <span className="quiet" id={`${id}-new`}>
          {t('web.deliver.group.new')}
        </span>
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
      {wrong.length > 0 && <p className="error">{t('web.deliver.group.beyond')}</p>}
      {onRemove && (
        <button type="button" className="plain" onClick={onRemove}>
          {t('web.deliver.group.remove')}
        </button>
      )}
    </fieldset>
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
