/** New names wait for somebody who knows: right as they are, or another way to write an entry that is there. */
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
import { type NewName, newNames } from './newNames.ts'
import { usePlanChange } from './usePlanChange.ts'

export function NewNamesTab({ lists }: { lists: PlanLists }) {
  const t = useT()
  const may = useMay()
  const change = usePlanChange(lists.plan.code)
  const answer = (name: NewName, same: string) => {
    if (name.list === 'sectors' || name.list === 'indicators')
      change.mutate({ method: 'PATCH', path: `/${name.list}/${name.id}`, body: { isNew: false } })
    else
      change.mutate({
        method: 'POST',
        path: `/new-names/${name.list}/${encodeURIComponent(name.id)}`,
        body: same === '' ? { confirm: true } : { sameAs: name.list === 'places' ? same : Number(same) },
      })
  }
  return (
    <div className="stack">
      <p>{t('web.plan.new-names.words')}</p>
      {change.isError && <ProblemNotice error={change.error} />}
      <Table label={t('web.plan.new-names')}>
        <thead>
          <tr>
            <th>{t('web.plan.name')}</th>
            <th>{t('web.plan.list')}</th>
            <th>{t('web.plan.where-of')}</th>
            <th>{t('web.plan.new-names.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {newNames(lists).map((name) => (
            <tr key={`${name.list} ${name.id}`}>
              <th scope="row">{name.name}</th>
              <td>{t(`web.plan.list.${name.list}`)}</td>
              <td>{name.where}</td>
              <td>
                {may('plan.edit') && <AnswerName name={name} busy={change.isPending} onAnswer={(same) => answer(name, same)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function AnswerName({ name, busy, onAnswer }: { name: NewName; busy: boolean; onAnswer: (same: string) => void }) {
  const t = useT()
  const format = useFormat()
  const [same, setSame] = useState('')
  return (
    <div className="row">
      {name.choices.length > 0 && (
        <select
          aria-label={t('web.plan.new-names.same', { name: name.name })}
          value={same}
          onChange={(e) => setSame(e.target.value)}
        >
          <option value="">{t('web.plan.new-names.right')}</option>
          {format
            .sorted(name.choices, (choice) => choice.name)
            .map((choice) => (
              <option key={choice.id} value={choice.id}>
                {t('web.plan.new-names.means', { name: choice.name })}
              </option>
            ))}
        </select>
      )}
      <button type="button" disabled={busy} onClick={() => onAnswer(same)}>
        {same === '' ? t('web.plan.new-names.confirm') : t('web.plan.new-names.join')}
      </button>
    </div>
  )
}
