/** Figures that some publication states of itself: beside the plan's own, never among them. */
import type { StatedFigure } from '../../modules/plan/areas/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Table } from '../ui/Table.tsx'

export function Stated({ stated }: { stated: StatedFigure[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <details>
      <summary>{t('web.areas.stated', { n: stated.length })}</summary>
      <p className="quiet">{t('web.areas.stated.words')}</p>
      <Table label={t('web.areas.stated', { n: stated.length })}>
        <thead>
          <tr>
            <th>{t('web.areas.stated.of')}</th>
            <th>{t('web.areas.stated.what')}</th>
            <th className="n">{t('web.areas.stated.value')}</th>
            <th>{t('web.areas.stated.source')}</th>
          </tr>
        </thead>
        <tbody>
          {stated.map((figure) => (
            <tr key={`${figure.of} ${figure.what} ${figure.dated}`}>
              <th scope="row">{figure.of}</th>
              <td>{t(`web.areas.stated.what.${figure.what}`)}</td>
              <td className="n">{format.number(figure.value)}</td>
              <td>
                {figure.source} ({figure.dated}) {figure.note}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  )
}
