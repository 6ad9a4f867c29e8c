/** Countries with how much of each is above need: the way to the list one negotiates with. */
import type { TargetCheck } from '../../modules/plan/targets/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Finding } from '../ui/Finding.tsx'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'

export function Countries({ check }: { check: TargetCheck }) {
  const t = useT()
  const format = useFormat()
  if (check.countries.length === 0) return null
  return (
    <Table label={t('web.targets.by-country')}>
      <thead>
        <tr>
          <th>{t('web.ui.scope.country')}</th>
          <th className="n">{t('web.targets.lines')}</th>
          <th className="n">{t('web.targets.lines-above')}</th>
          <th className="n">{t('web.targets.cells-above')}</th>
        </tr>
      </thead>
      <tbody>
        {format
          .sorted(check.countries, (one) => one.name)
          .map((one) => (
            <tr key={one.code}>
              <th scope="row">
                <Go to="." search={{ country: one.code }}>
                  {one.name}
                </Go>
              </th>
              <td className="n">{format.number(one.lines)}</td>
              <td className="n">{one.above > 0 ? <Finding blocking={false}>{format.number(one.above)}</Finding> : '0'}</td>
              <td className="n">{format.number(one.cells)}</td>
            </tr>
          ))}
      </tbody>
    </Table>
  )
}
