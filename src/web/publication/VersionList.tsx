/** The versions, newest first: when, by whom, what about, how much; and the way to what changed. */
import type { Plan } from '../../modules/plan/contract.ts'
import type { Version } from '../../modules/plan/versions/contract.ts'
import { useUsd } from '../areas/parts.tsx'
import { useFormat, useT, useText } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'

type Props = { plan: Plan; versions: Version[]; mayPublish: boolean }

export function VersionList({ plan, versions, mayPublish }: Props) {
  const t = useT()
  if (versions.length === 0)
    return (
      <Empty icon="reports" title={t('web.publication.none')}>
        <p>{t('web.publication.none.words')}</p>
      </Empty>
    )
  return (
    <Table label={t('web.publication.versions')}>
      <caption>{t('web.publication.versions')}</caption>
      <thead>
        <tr>
          <th>{t('web.publication.version')}</th>
          <th>{t('web.publication.state')}</th>
          <th className="words">{t('web.publication.note')}</th>
          <th className="n">{t('web.publication.activities')}</th>
          <th className="n">{t('web.publication.organisations')}</th>
          <th className="n">{t('web.publication.required')}</th>
          <th>{t('web.publication.changes')}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version) => (
          <VersionLine key={version.number} {...{ plan, version, mayPublish }} />
        ))}
      </tbody>
    </Table>
  )
}

function VersionLine({ plan, version, mayPublish }: { plan: Plan; version: Version; mayPublish: boolean }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const usd = useUsd()
  const { number, isOpen, publishedAt, counts, note } = version
  const comparable = number > 1 && (!isOpen || mayPublish)
  return (
    <tr>
      <th scope="row">{number}</th>
      <td>
        {isOpen ? (
          <Badge tone="info">{t('web.publication.open')}</Badge>
        ) : (
          <>
            <Badge tone="good">{t('web.publication.published')}</Badge>{' '}
            <span className="quiet">{publishedAt && format.moment(publishedAt)}</span>
          </>
        )}
      </td>
      <td>{text(note)}</td>
      <td className="n">{counts ? format.number(counts.activities) : '–'}</td>
      <td className="n">{counts ? format.number(counts.organisations) : '–'}</td>
      <td className="n">{counts ? usd(counts.requiredUsd) : '–'}</td>
      <td>
        {comparable && (
          <Go to={`/plan/${plan.code}/publication`} search={{ version: String(number), since: String(number - 1) }}>
            {t('web.publication.since', { since: number - 1 })}
          </Go>
        )}
      </td>
    </tr>
  )
}
