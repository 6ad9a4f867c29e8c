/** Who paid for it: a list, and a text. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { Donor } from '../../modules/reports/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useComposer } from './composer.ts'
import { PartEditor } from './PartEditor.tsx'

type Entry = z.infer<typeof Donor>

export function DonorsTab() {
  const t = useT()
  const { document } = useComposer()
  return (
    <div className="parts">
      <PartEditor part="donors" label={t('web.reports.part.donors')} help={t('web.reports.part.donors.help')} />
      {document && <DonorList donors={document.donors} />}
    </div>
  )
}

function DonorList({ donors }: { donors: Entry[] }) {
  const t = useT()
  const { overview, mayWrite } = useComposer()
  const queries = useQueryClient()
  const [list, setList] = useState<Entry[]>(donors)
  const save = useMutation({
    mutationFn: () =>
      send(
        'PUT',
        `/overviews/${overview.id}/donors`,
        list
          .filter((donor) => donor.name.trim() !== '')
          .map((donor) => ({ name: donor.name.trim(), link: donor.link?.trim() || null })),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['overview', overview.id] }),
  })
  const change = (at: number, donor: Entry) => {
    save.reset()
    setList(list.map((one, i) => (i === at ? donor : one)))
  }
  if (!mayWrite)
    return (
      <ul>
        {donors.map((donor) => (
          <li key={donor.name}>{donor.name}</li>
        ))}
      </ul>
    )
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate()
      }}
    >
      <h2>{t('web.reports.donors.list')}</h2>
      {list.length === 0 && <p className="quiet">{t('web.reports.donors.none')}</p>}
      {list.map((donor, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
        <div className="row" key={at}>
          <input
            aria-label={t('web.reports.donors.name')}
            placeholder={t('web.reports.donors.name')}
            maxLength={300}
            value={donor.name}
            onChange={(e) => change(at, { ...donor, name: e.target.value })}
          />
          <input
            aria-label={t('web.reports.donors.link')}
            placeholder="https://"
            type="url"
            maxLength={1000}
            value={donor.link ?? ''}
            onChange={(e) => change(at, { ...donor, link: e.target.value })}
          />
          <button
            type="button"
            className="plain"
            aria-label={t('web.reports.donors.remove', { name: donor.name })}
            onClick={() => {
              save.reset()
              setList(list.filter((_, i) => i !== at))
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      {save.isError && <ProblemNotice error={save.error} />}
      {save.isSuccess && <Notice tone="good" title={t('web.reports.saved')} says />}
      <div className="row">
        <button type="button" onClick={() => setList([...list, { name: '', link: null }])}>
          <Icon name="plus" />
          {t('web.reports.donors.add')}
        </button>
        <button type="submit" disabled={save.isPending}>
          {t('web.reports.donors.save', { count: list.length })}
        </button>
      </div>
    </form>
  )
}
