/** How people reached are counted: the plan's method, and the countries that keep their own. */
import type { Method, PlanLists } from '../../modules/plan/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
import { methods } from './methods.ts'
import { usePlanChange } from './usePlanChange.ts'

export function MethodsTab({ lists }: { lists: PlanLists }) {
  const t = useT()
  const format = useFormat()
  const country = useCountryName()
  const fixed = !useMay()('plan.edit')
  const change = usePlanChange(lists.plan.code)
  const stored = new Map(lists.methods.map((one) => [one.country, one.method]))
  const codes = [...new Set([...lists.places.map((place) => place.country), ...stored.keys()])].filter((code) =>
    /^[A-Z]{2}$/.test(code),
  )
  const save = (code: string, method: Method) => change.mutate({ method: 'PUT', path: `/methods/${code}`, body: { method } })
  return (
    <div className="stack">
      <p>{t('web.plan.methods.words')}</p>
      {change.isError && <ProblemNotice error={change.error} />}
      <Field label={t('web.plan.method')} help={t('web.plan.method.help')}>
        {(control) => (
          <select
            {...control}
            disabled={fixed}
            value={lists.plan.defaultMethod}
            onChange={(e) => change.mutate({ method: 'PATCH', path: '', body: { defaultMethod: e.target.value } })}
          >
            {methods.map((method) => (
              <option key={method} value={method}>
                {t(`web.figures.method.${method}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Table label={t('web.plan.tab.methods')}>
        <thead>
          <tr>
            <th>{t('web.ui.scope.country')}</th>
            <th>{t('web.plan.method')}</th>
          </tr>
        </thead>
        <tbody>
          {format.sorted(codes, country).map((code) => (
            <tr key={code}>
              <th scope="row">{country(code)}</th>
              <td>
                <select
                  aria-label={t('web.plan.method.of', { country: country(code) })}
                  disabled={fixed}
                  value={stored.get(code) ?? ''}
                  onChange={(e) => save(code, e.target.value as Method)}
                >
                  {!stored.has(code) && <option value="">{t('web.plan.method.plans-own')}</option>}
                  {methods.map((method) => (
                    <option key={method} value={method}>
                      {t(`web.figures.method.${method}`)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
