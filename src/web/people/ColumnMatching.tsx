/** Where each column of the file belongs: as Senda took it, or as somebody chooses. */
import type { ListField, ListLook, Matching } from '../../modules/people/imports/contract.ts'
import { useT } from '../languages.ts'
import { Table } from '../ui/Table.tsx'
import { fieldOf } from './lists.ts'

type Props = { look: ListLook; chosen: Matching; onChoose: (chosen: Matching) => void }

export function ColumnMatching({ look, chosen, onChoose }: Props) {
  const t = useT()
  return (
    <Table label={t('web.people.list.columns')}>
      <thead>
        <tr>
          <th scope="col">{t('web.people.list.column')}</th>
          <th scope="col">{t('web.people.list.samples')}</th>
          <th scope="col">{t('web.people.list.field')}</th>
        </tr>
      </thead>
      <tbody>
        {look.columns.map(({ sheet, header, person, how, samples }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same header may stand twice in a file
          <tr key={`${i} ${sheet} ${header}`}>
            <th scope="row">
              {header} {person > 1 && <small>{t('web.people.member.new', { n: person })}</small>}
            </th>
            <td className="quiet">{samples.slice(0, 3).join(', ')}</td>
            <td>
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
              {how && !(header in chosen) && <small>{t(`web.people.list.how.${how}`)}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
