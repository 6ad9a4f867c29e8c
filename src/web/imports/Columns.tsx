/** Where each column of the file went, and the names that are new: nothing is dropped or added without being named. */
import type { Import } from '../../modules/activities/imports/contract.ts'
import { useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { Table } from '../ui/Table.tsx'

export function Columns({ one }: { one: Import }) {
  const t = useT()
  const unplaced = one.columns.filter((c) => c.column === null).map((c) => `“${c.header}”`)
  if (one.columns.length === 0) return null
  const table = (
    <details>
      <summary>{t('web.imports.placed', { placed: one.columns.length - unplaced.length, all: one.columns.length })}</summary>
      <Table label={t('web.imports.placed.column')} className="dense">
        <thead>
          <tr>
            <th scope="col">{t('web.imports.placed.header')}</th>
            <th scope="col">{t('web.imports.placed.column')}</th>
          </tr>
        </thead>
        <tbody>
          {one.columns.map(({ header, column }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same header may stand twice in a file
            <tr key={`${i} ${header}`}>
              <th scope="row">{header}</th>
              <td>
                {column ? t(`web.activities.column.${column}`) : <span className="quiet">{t('web.imports.placed.none')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  )
  if (unplaced.length === 0) return table
  return (
    <Notice tone="attention" title={t('web.imports.unplaced', { n: unplaced.length, columns: unplaced.join(', ') })}>
      <p className="quiet">{t('web.imports.unplaced.words')}</p>
      {table}
    </Notice>
  )
}

export function NewNames({ one }: { one: Import }) {
  const t = useT()
  if (one.newNames.length === 0) return null
  const byList = Map.groupBy(one.newNames, (entry) => entry.list)
  return (
    <Notice title={t('web.imports.new-names', { n: one.newNames.length })}>
      <p className="quiet">{t('web.imports.new-names.words')}</p>
      {[...byList].map(([list, entries]) => (
        <details key={list}>
          <summary>
            {t(`web.imports.list.${list}`)} ({entries.length})
          </summary>
          <ul>
            {entries.map((entry) => (
              <li key={entry.name}>{entry.name}</li>
            ))}
          </ul>
        </details>
      ))}
    </Notice>
  )
}
