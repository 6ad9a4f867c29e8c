/** What the rules found in an import, by number of rows, each opening to its rows. */
import type { Import } from '../../modules/activities/imports/contract.ts'
import { isBlocking } from '../activities/severity.ts'
import { useFormat, useT } from '../languages.ts'
import { Finding } from '../ui/Finding.tsx'
import { Go } from '../ui/Go.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Table } from '../ui/Table.tsx'
import { fixFor } from './useImports.ts'

export function Findings({ one }: { one: Import }) {
  const t = useT()
  const format = useFormat()
  const found = Object.entries(one.findings)
    .filter(([, rows]) => rows > 0)
    .toSorted(([, a], [, b]) => b - a)
  if (found.length === 0) return <Notice tone="good" title={t('web.imports.findings.none')} />
  return (
    <Table label={t('web.imports.findings')}>
      <caption>
        {t('web.imports.findings')} <small>{t('web.imports.findings.by')}</small>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('web.imports.findings.what')}</th>
          <th scope="col">{t('web.imports.findings.severity')}</th>
          <th scope="col" className="n">
            {t('web.imports.findings.rows')}
          </th>
          <th scope="col">{t('web.imports.findings.fix')}</th>
          <th scope="col">
            <span className="hide">{t('web.imports.findings.open')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {found.map(([code, rows]) => (
          <Line key={code} one={one} code={code} rows={rows} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('web.imports.findings.total')}
          </th>
          <td className="n">{format.number(one.rowsWithFindings)}</td>
          <td colSpan={2} />
        </tr>
      </tfoot>
    </Table>
  )
}

function Line({ one, code, rows }: { one: Import; code: string; rows: number }) {
  const t = useT()
  const format = useFormat()
  const what = t(`web.activities.finding.${code}`)
  const fix = fixFor[code]
  const search = {
    plan: one.plan,
    importId: one.id,
    finding: code,
    country: undefined,
    organisation: undefined,
    month: undefined,
    from: undefined,
    until: undefined,
  }
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        <Finding blocking={isBlocking(code)}>
          {t(isBlocking(code) ? 'web.activities.severity.blocking' : 'web.activities.severity.review')}
        </Finding>
      </td>
      <td className="n">{format.number(rows)}</td>
      <td className="quiet">
        {fix ? (
          <Go to="/activities" search={{ ...search, fix }}>
            {t(`web.activities.fix.${fix}`)}
          </Go>
        ) : (
          '–'
        )}
      </td>
      <td>
        <Go to="/activities" search={search}>
          {t('web.imports.findings.open')}
          <span className="hide"> {t('web.imports.findings.open.rows', { what })}</span>
        </Go>
      </td>
    </tr>
  )
}
