/** People each country expects, by population group: entered here or taken from a file. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Group, Projection, ProjectionImport, Scenario } from '../../modules/plan/needs/contract.ts'
import { readWhole } from '../../modules/plan/needs/rules/numbers.ts'
import { send } from '../api.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { usePlanLists } from '../plans.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
import { upload } from '../ui/upload.ts'
import { Remarks } from './ImportDialog.tsx'
import { today } from './SaveBar.tsx'
import { useReadAgain } from './useNeeds.ts'
import { groups } from './words.ts'

export function Projections({ plan, scenario }: { plan: string; scenario: Scenario }) {
  const t = useT()
  const format = useFormat()
  const country = useCountryName()
  const [dialog, setDialog] = useState<'import' | { country: string }>()
  const byCountry = Map.groupBy(scenario.projections, (one) => one.country)
  const close = () => setDialog(undefined)
  return (
    <section className="stack">
      <h2>{t('web.needs.projections')}</h2>
      <p>{t('web.needs.projections.words')}</p>
      {byCountry.size === 0 ? (
        <p className="quiet">{t('web.needs.projections.none')}</p>
      ) : (
        <Table label={t('web.needs.projections')} className="needs-projections">
          <thead>
            <tr>
              <th>{t('web.ui.scope.country')}</th>
              {groups.map((group) => (
                <th key={group} className="n">
                  {t(`plan.needs.group.${group}`)}
                </th>
              ))}
              <th className="n">{t('plan.needs.group.total')}</th>
              <th>{t('web.needs.entry.source')}</th>
            </tr>
          </thead>
          <tbody>
            {format
              .sorted([...byCountry], ([code]) => country(code))
              .map(([code, some]) => (
                <tr key={code}>
                  <th scope="row">
                    {some[0]?.may.edit ? (
                      <button type="button" className="live" onClick={() => setDialog({ country: code })}>
                        {country(code)}
                      </button>
                    ) : (
                      country(code)
                    )}
                  </th>
                  {groups.map((group) => {
                    const one = some.find((p) => p.group === group)
                    return (
                      <td key={group} className="n" title={one && `${one.source} · ${format.day(one.dated)} · ${one.by}`}>
                        {one ? format.number(one.people) : '–'}
                      </td>
                    )
                  })}
                  <td className="n">
                    <b>{format.number(some.reduce((sum, p) => sum + p.people, 0))}</b>
                  </td>
                  <td className="quiet">{[...new Set(some.map((p) => `${p.source}, ${format.day(p.dated)}`))].join('; ')}</td>
                </tr>
              ))}
          </tbody>
        </Table>
      )}
      {scenario.may.project && (
        <div className="row">
          <button type="button" onClick={() => setDialog({ country: '' })}>
            <Icon name="plus" />
            {t('web.needs.projections.enter')}
          </button>
          <button type="button" onClick={() => setDialog('import')}>
            <Icon name="upload" />
            {t('web.needs.projections.import')}
          </button>
        </div>
      )}
      {dialog === 'import' && <ImportProjections plan={plan} onClose={close} />}
      {typeof dialog === 'object' && (
        <EnterProjections plan={plan} country={dialog.country} standing={scenario.projections} onClose={close} />
      )}
    </section>
  )
}

type EnterProps = { plan: string; country: string; standing: Projection[]; onClose: () => void }

function EnterProjections({ plan, country: given, standing, onClose }: EnterProps) {
  const t = useT()
  const format = useFormat()
  const countryName = useCountryName()
  const lists = usePlanLists(plan)
  const own = useMe().data?.countries
  const readAgain = useReadAgain(plan)
  const countries = [...new Set(lists.data?.places.map((place) => place.country))].filter(
    (code) => /^[A-Z]{2}$/.test(code) && (!own?.length || own.includes(code)),
  )
  const [country, setCountry] = useState(given || countries[0] || '')
  const [typed, setTyped] = useState<Partial<Record<Group, string>>>({})
  const [source, setSource] = useState(standing.find((one) => one.country === given)?.source ?? '')
  const [dated, setDated] = useState(today)
  const before = (group: Group) => standing.find((one) => one.country === country && one.group === group)
  const wrong = Object.values(typed).some((text) => 'wrong' in readWhole(text))
  const saving = useMutation({
    mutationFn: () => {
      const changes = groups.flatMap((group) => {
        const read = readWhole(typed[group] ?? '')
        const people = 'value' in read ? read.value : null
        return typed[group] === undefined ? [] : [{ country, group, people, source, dated, version: before(group)?.version ?? 0 }]
      })
      return send<Scenario>('PUT', `/plans/${plan}/needs/projections`, changes)
    },
    onSuccess: async () => {
      await readAgain()
      onClose()
    },
    onError: readAgain,
  })
  return (
    <Dialog title={given ? countryName(given) : t('web.needs.projections.enter')} onClose={onClose}>
      <form
        className="stack"
        inert={saving.isPending}
        onSubmit={(e) => {
          e.preventDefault()
          saving.mutate()
        }}
      >
        {saving.isError && <ProblemNotice error={saving.error} />}
        {!given && (
          <Field label={t('web.ui.scope.country')}>
            {(control) => (
              <select {...control} value={country} onChange={(e) => setCountry(e.target.value)}>
                {format.sorted(countries, countryName).map((code) => (
                  <option key={code} value={code}>
                    {countryName(code)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {groups.map((group) => {
          const text = typed[group] ?? String(before(group)?.people ?? '')
          const error = 'wrong' in readWhole(text) ? t('web.needs.entry.wrong', { written: text }) : undefined
          return (
            <Field key={group} label={t(`plan.needs.group.${group}`)} error={error}>
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  value={text}
                  onChange={(e) => setTyped({ ...typed, [group]: e.target.value })}
                />
              )}
            </Field>
          )
        })}
        <Field label={t('web.needs.entry.source')}>
          {(control) => (
            <input
              {...control}
              required
              maxLength={300}
              value={source}
              onChange={(e) => setSource(e.target.value)}
              placeholder={t('web.needs.entry.source.example')}
            />
          )}
        </Field>
        <Field label={t('web.needs.entry.dated')}>
          {(control) => <input {...control} type="date" required value={dated} onChange={(e) => setDated(e.target.value)} />}
        </Field>
        <div className="row">
          <button
            type="submit"
            className="primary"
            disabled={saving.isPending || wrong || Object.keys(typed).length === 0 || country === ''}
          >
            {t('web.needs.entry.save')}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.ui.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function ImportProjections({ plan, onClose }: { plan: string; onClose: () => void }) {
  const t = useT()
  const readAgain = useReadAgain(plan)
  const [share, setShare] = useState(0)
  const sending = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return upload<ProjectionImport>(`/plans/${plan}/needs/projections`, form, setShare)
    },
    onSuccess: readAgain,
  })
  return (
    <Dialog title={t('web.needs.projections.import')} onClose={onClose} wide>
      {sending.data ? (
        <>
          <Notice
            tone={sending.data.refused.length > 0 ? 'attention' : 'good'}
            title={t('plan.needs.projected', { ...sending.data, refused: sending.data.refused.length })}
            says
          />
          <Remarks title={t('web.plan.import.refused')} remarks={sending.data.refused} />
          <p>
            <button type="button" className="primary" onClick={onClose}>
              {t('web.ui.close')}
            </button>
          </p>
        </>
      ) : (
        <>
          {sending.isError && <ProblemNotice error={sending.error} />}
          <FileField
            label={t('web.plan.import.file')}
            help={t('web.needs.projections.file')}
            share={sending.isPending ? share : undefined}
            onFile={sending.mutate}
          />
        </>
      )}
    </Dialog>
  )
}
