/** What a day came to, by service. */
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import type { ServiceSum } from './entries.ts'
import { unitOf } from './tiles.ts'

export function ServiceSums({ sums }: { sums: ServiceSum[] }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { services } = useCatalogue()
  return (
    <Table label={t('web.deliver.sums')}>
      <thead>
        <tr>
          <th>{t('web.deliver.sums.service')}</th>
          <th className="n">{t('web.deliver.sums.entries')}</th>
          <th className="n">{t('web.deliver.sums.quantity')}</th>
        </tr>
      </thead>
      <tbody>
        {sums.map(({ service: id, entries, quantity }) => {
          const service = services?.find((one) => one.id === id)
          return (
            <tr key={id} data-sector={service?.sector}>
              <th scope="row">
                <Icon name={service?.sector ?? 'deliver'} sector /> {text(service?.names, '')}
              </th>
              <td className="n">{format.number(entries)}</td>
              <td className="n">
                {format.number(quantity)} {service && unitOf(service, quantity, format.language)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
