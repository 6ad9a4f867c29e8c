/** The cells of a row as a form of one column: each checked as it is left, totals beside their parts. */
import { useId, useState } from 'react'
import { type Column, type Finding, severityOf } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { ageGenderSum, populationSum } from '../../modules/activities/rules/place.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { useOptions } from './CellEditor.tsx'
import { askedBands, isNumber } from './columns.ts'
import { useSentence } from './findings.ts'
import { choicesFor, editText } from './names.ts'
import { type GridRow, isShut } from './rows.ts'
import type { Kept } from './useKept.ts'

type Props = { row: GridRow; lists: Lists; kept: Kept; only?: readonly Column[] }

/** @param only the cells that are still a person's; left out: all */
export function RowForm({ row, lists, kept, only }: Props) {
  const t = useT()
  const { saving } = kept
  return (
    <form
      className="stack"
      aria-label={t('web.activities.row.form')}
      onSubmit={(e) => {
        e.preventDefault()
        saving.mutate([row.id])
      }}
    >
      {askedBands(lists.source.plan)
        .map(({ band, columns }) => ({ band, columns: columns.filter((column) => only?.includes(column) ?? true) }))
        .filter(({ columns }) => columns.length > 0)
        .map(({ band, columns }) => (
          <fieldset key={band} className={columns.every(isNumber) ? 'cells numbers' : 'cells'}>
            <legend>{t(`web.activities.band.${band}`)}</legend>
            {columns
              .filter((column) => !isShut(row, column) || !isNumber(column))
              .map((column) => (
                <CellField
                  key={column}
                  row={row}
                  column={column}
                  lists={lists}
                  onType={(typed) => kept.edit(row, { [column]: typed })}
                />
              ))}
            {(band === 'groups' || band === 'ages') && row.kind !== 'output' && <PartsSum row={row} lists={lists} band={band} />}
          </fieldset>
        ))}
      {row.isKept && (
        <div className="row row-actions">
          <button type="submit" className="primary" disabled={saving.isPending}>
            {t('web.activities.save', { n: 1 })}
          </button>
          <button type="button" onClick={() => kept.drop([row.id])}>
            {t('web.activities.discard')}
          </button>
        </div>
      )}
    </form>
  )
}

function PartsSum({ row, lists, band }: { row: GridRow; lists: Lists; band: 'groups' | 'ages' }) {
  const t = useT()
  const sum = band === 'groups' ? populationSum(row.cells, lists) : ageGenderSum(row.cells, lists)
  const expected = row.cells.newPeople ?? 0
  if (sum === null) return null
  return (
    <p className="parts-sum" role="status" data-tone={sum === expected ? 'good' : 'wrong'}>
      <Icon name={sum === expected ? 'check' : 'wrong'} /> {t(`web.activities.row.${band}-sum`, { sum, expected })}
    </p>
  )
}

/** Said once, at the first of the parts; their sum stands below them. */
const isSumOfParts = (finding: Finding): boolean => finding.code.endsWith('-breakdown')

type FieldProps = { row: GridRow; column: Column; lists: Lists; onType: (typed: string) => void }

export function CellField({ row, column, lists, onType }: FieldProps) {
  const t = useT()
  const id = useId()
  const before = editText(column, row, lists)
  const options = useOptions(column, lists)
  const findings = row.findings.filter((finding) =>
    isSumOfParts(finding) ? finding.cells[0] === column : finding.cells.includes(column),
  )
  const wrong = findings.some((finding) => severityOf(finding.code) === 'blocking')
  const described = findings.length > 0 || row.asWritten[column] !== undefined ? `${id}-e` : undefined
  const common = { id, 'aria-invalid': wrong || undefined, 'aria-describedby': described }
  return (
    <div className="field">
      <label htmlFor={id}>{t(`web.activities.column.${column}`)}</label>
      {options ? (
        <select {...common} value={before} onChange={(e) => onType(e.target.value)}>
          {options.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <TextField
          common={common}
          before={before}
          column={column}
          choices={choicesFor(column, row.cells, lists)}
          onType={onType}
        />
      )}
      {described && <Errors id={described} row={row} column={column} findings={findings} onUse={onType} />}
    </div>
  )
}

type Common = { id: string; 'aria-invalid': boolean | undefined; 'aria-describedby': string | undefined }

function TextField({
  common,
  before,
  column,
  choices,
  onType,
}: {
  common: Common
  before: string
  column: Column
  choices: string[] | undefined
  onType: (typed: string) => void
}) {
  // Only what is being typed: what stands there may change meanwhile, and does not end it.
  const [typed, setTyped] = useState<string>()
  const leave = () => {
    if (typed !== undefined && typed !== before) onType(typed)
    setTyped(undefined)
  }
  const field = {
    ...common,
    value: typed ?? before,
    onBlur: leave,
    onChange: (e: { target: { value: string } }) => setTyped(e.target.value),
  }
  if (column === 'description') return <textarea rows={3} {...field} />
  return (
    <>
      <input
        {...field}
        autoComplete="off"
        list={choices && `${common.id}-list`}
        inputMode={isNumber(column) ? 'decimal' : undefined}
      />
      {choices && (
        <datalist id={`${common.id}-list`}>
          {choices.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  )
}

/** What the rules say of this cell; a name that is nearly one of the list is offered, never put in by itself. */
function Errors({
  id,
  row,
  column,
  findings,
  onUse,
}: {
  id: string
  row: GridRow
  column: Column
  findings: Finding[]
  onUse: (name: string) => void
}) {
  const t = useT()
  const sentence = useSentence()
  const suggestion = findings.map((finding) => finding.values.suggestion).find((name) => typeof name === 'string' && name !== '')
  const isUnread = isNumber(column) && row.asWritten[column] !== undefined
  return (
    <div id={id}>
      {isUnread ? (
        <p className="error">
          <Icon name="wrong" /> {t('web.activities.number.wrong', { written: row.asWritten[column] })}
        </p>
      ) : (
        findings.map((finding) => (
          <p key={finding.code} className={severityOf(finding.code) === 'blocking' ? 'error' : 'help'}>
            <Icon name={severityOf(finding.code) === 'blocking' ? 'wrong' : 'attention'} /> {sentence(finding)}
          </p>
        ))
      )}
      {suggestion !== undefined && (
        <button type="button" onClick={() => onUse(String(suggestion))}>
          {t('web.activities.row.use', { name: suggestion })}
        </button>
      )}
    </div>
  )
}
