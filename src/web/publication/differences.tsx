/** The parts of a comparison: what was on the left, what is on the right, both in words. */
import type {
  ActivityDifference,
  CellDifference,
  CountryDifference,
  PeopleDifference,
  TextDifference,
} from '../../modules/plan/versions/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Table } from '../ui/Table.tsx'

export function Countries({ countries }: { countries: CountryDifference[] }) {
  if (countries.length === 0) return null
  return (
    <ul>
      {countries.map(({ country, sentence }) => (
        <li key={country ?? ''}>{sentence}</li>
      ))}
    </ul>
  )
}

export function PeopleLines({ people }: { people: PeopleDifference[] }) {
  const t = useT()
  const format = useFormat()
  if (people.length === 0) return null
  const number = (n: number | null) => (n === null ? '–' : format.number(n))
  return (
    <Table label={t('web.publication.people')}>
      <caption>{t('web.publication.people')}</caption>
      <thead>
        <tr>
          <th>{t('web.ui.scope.country')}</th>
          <th>{t('web.publication.sector')}</th>
          <th>{t('web.publication.what')}</th>
          <th className="n">{t('web.publication.before')}</th>
          <th className="n">{t('web.publication.after')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((line) => (
          <tr key={`${line.country} ${line.sector} ${line.what}`}>
            <th scope="row">{line.countryName}</th>
            <td>{line.sector}</td>
            <td>{t(line.what === 'need' ? 'web.areas.people.in-need' : 'web.areas.people.targeted')}</td>
            <td className="n">{number(line.before)}</td>
            <td className="n">{number(line.after)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const tones = { added: 'good', gone: 'wrong', changed: 'info' } as const
function What({ what }: { what: keyof typeof tones }) {
  return <Badge tone={tones[what]}>{useT()(`web.publication.${what}`)}</Badge>
}

export function Areas({ areas }: { areas: TextDifference[] }) {
  const t = useT()
  if (areas.length === 0) return null
  return (
    <section className="stack">
      <h3>{t('web.publication.areas')}</h3>
      {areas.map(({ of, what, cells }) => (
        <details key={`${of} ${what}`} open={areas.length < 4}>
          <summary>
            <b>{of}</b> <What what={what} />
          </summary>
          <SideBySide label={of} cells={cells} />
        </details>
      ))}
    </section>
  )
}

export function Activities({ activities }: { activities: ActivityDifference[] }) {
  const t = useT()
  return (
    <section className="stack">
      <h3>{t('web.publication.activities')}</h3>
      {activities.length === 0 && <p className="quiet">{t('web.publication.activities.same')}</p>}
      {activities.map(({ id, what, title, organisation, sector, countryName, cells }) => (
        <details key={id} open={what === 'changed'}>
          <summary>
            <b>{title}</b> <What what={what} /> <span className="quiet">{[countryName, organisation, sector].join(' · ')}</span>
          </summary>
          <SideBySide label={title} cells={cells} />
        </details>
      ))}
    </section>
  )
}

function SideBySide({ label, cells }: { label: string; cells: CellDifference[] }) {
  const t = useT()
  return (
    <Table label={label} className="sides">
      <thead>
        <tr>
          <th>{t('web.publication.what')}</th>
          <th>{t('web.publication.before')}</th>
          <th>{t('web.publication.after')}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ cell, name, before, after }) => (
          <tr key={cell}>
            <th scope="row">{name}</th>
            <td className="as-written">{before === null ? '–' : after === null ? before : <del>{before}</del>}</td>
            <td className="as-written">{after === null ? '–' : before === null ? after : <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
