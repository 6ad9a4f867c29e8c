/** The lists of a plan: how many entries, imported or open, and where to send a newer one. */
import { useState } from 'react'
import type { ListName, PlanLists } from '../../modules/plan/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { ImportListDialog } from './ImportListDialog.tsx'

const names = ['indicators', 'organisations', 'implementers', 'places', 'mechanisms', 'proportions'] as const satisfies ListName[]

const entriesOf = (lists: PlanLists): Record<ListName, { isNew?: boolean }[]> => ({
  indicators: lists.indicators,
  places: lists.places,
  mechanisms: lists.mechanisms,
  proportions: lists.proportions.map(() => ({})),
  organisations: lists.organisations.filter((one) => one.appealing),
  implementers: lists.organisations.filter((one) => one.implementing),
})

export function ListsTab({ lists }: { lists: PlanLists }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const [sending, setSending] = useState<ListName>()
  const entries = entriesOf(lists)
  return (
    <div className="stack">
      <p>{t('web.plan.lists.words')}</p>
      <Table label={t('web.plan.tab.lists')}>
        <thead>
          <tr>
            <th>{t('web.plan.list')}</th>
            <th className="n">{t('web.plan.entries')}</th>
            <th className="n">{t('web.plan.new-count')}</th>
            <th>{t('web.plan.state')}</th>
            <th>
              <span className="hide">{t('web.plan.import')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`web.plan.list.${name}`)}</th>
              <td className="n">{format.number(entries[name].length)}</td>
              <td className="n">{format.number(entries[name].filter((entry) => entry.isNew).length)}</td>
              <td>
                {lists.open.includes(name) ? (
                  <Badge tone="attention">{t('web.plan.open')}</Badge>
                ) : (
                  <Badge tone="good">{t('web.plan.imported')}</Badge>
                )}
              </td>
              <td>
                {may('plan.edit') && (
                  <button
                    type="button"
                    onClick={() => setSending(name)}
                    aria-label={t('web.plan.import.named', { list: t(`web.plan.list.${name}`) })}
                  >
                    <Icon name="upload" />
                    {t('web.plan.import')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="quiet">{t('web.plan.open.words')}</p>
      {sending && <ImportListDialog plan={lists.plan.code} list={sending} onClose={() => setSending(undefined)} />}
    </div>
  )
}
