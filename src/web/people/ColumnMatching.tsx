/** Where each column of the file belongs: as Senda took it, or as somebody chooses. Of a wide file what matters first, the rest folded away. */
import { useState } from 'react'
import { fold } from '../../core/text.ts'
import type { ListField, ListLook, Matching } from '../../modules/people/imports/contract.ts'
import { useT } from '../languages.ts'
import { FindField } from '../ui/FindField.tsx'
import { Listing } from '../ui/Listing.tsx'
import { fieldOf, partedColumns } from './lists.ts'
import { useNeedName } from './needs.ts'

type Columns = ListLook['columns']
type Props = { look: ListLook; chosen: Matching; onChoose: (chosen: Matching) => void }

export function ColumnMatching(props: Props) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const { first, rest } = partedColumns(props.look)
  return (
    <>
      <ColumnTable {...props} columns={first} />
      {rest.length > 0 && (
        <details open={isOpen} onToggle={(e) => setOpen(e.currentTarget.open)}>
          <summary>{t('web.people.list.rest', { n: rest.length })}</summary>
          {isOpen && <Rest {...props} columns={rest} />}
        </details>
      )}
    </>
  )
}

/** As many as a browser draws without waiting. */
const mostShown = 60

function Rest(props: Props & { columns: Columns }) {
  const t = useT()
  const [words, setWords] = useState('')
  const found = props.columns.filter(({ header }) => fold(header).includes(fold(words)))
  return (
    <div className="stack">
      <FindField label={t('web.people.list.rest.find')} words={words} onWords={setWords} />
      {found.length === 0 ? (
        <p role="status">{t('web.people.list.rest.none')}</p>
      ) : (
        <ColumnTable {...props} columns={found.slice(0, mostShown)} />
      )}
      {found.length > mostShown && <p className="quiet">{t('web.people.list.rest.more', { n: mostShown })}</p>}
    </div>
  )
}

const shownOf = (samples: string[]) =>
  samples
    .filter((one) => one.trim() !== '')
    .slice(0, 3)
    .join(', ')

/** The same header may stand twice in a file: only its place in the list tells them apart. */
function ColumnTable({ columns, ...props }: Props & { columns: Columns }) {
  const t = useT()
  return (
    <Listing
      label={t('web.people.list.columns')}
      rows={columns.map((column, at) => ({ at, column }))}
      keyOf={({ at, column: { sheet, header } }) => `${at} ${sheet} ${header}`}
      columns={[
        { name: t('web.people.list.column'), cell: ({ column }) => <ColumnName column={column} /> },
        {
          name: t('web.people.list.samples'),
          cell: ({ column }) => <span className="quiet">{shownOf(column.samples)}</span>,
        },
        { name: t('web.people.list.field'), cell: ({ column }) => <ColumnField {...props} column={column} /> },
      ]}
    />
  )
}

function ColumnName({ column: { header, person } }: { column: Columns[number] }) {
  const t = useT()
  return (
    <>
      {header} {person > 1 && <small>{t('web.people.member.new', { n: person })}</small>}
    </>
  )
}

function ColumnField({ look, chosen, onChoose, column }: Props & { column: Columns[number] }) {
  const t = useT()
  const needName = useNeedName()
  const { header, how, like, need } = column
  const isChosen = header in chosen
  return (
    <>
      <select
        aria-label={t('web.people.list.field.of', { header })}
        value={fieldOf(look, chosen, header) ?? ''}
        onChange={(e) => onChoose({ ...chosen, [header]: (e.target.value || null) as ListField | null })}
      >
        <option value="">{t('web.people.list.field.none')}</option>
        {look.fields.map((field) => (
          <option key={field} value={field}>
            {t(`web.people.list.field.${field}`)}
          </option>
        ))}
      </select>{' '}
      {need && !isChosen && <small>{t('web.people.list.need', { need: needName(need) })} </small>}
      {how && !isChosen && <small>{t(`web.people.list.how.${how}`)}</small>}
      {like && !isChosen && <small>{t('web.people.list.like', { field: t(`web.people.list.field.${like}`) })}</small>}
    </>
  )
}
