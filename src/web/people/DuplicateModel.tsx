/** How pairs are judged: what each sameness or difference weighs, as learned from the people registered here. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DuplicateModelAnswer } from '../../modules/people/duplicates/contract.ts'
import { get } from '../api.ts'
import { hasMessage, useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Listing } from '../ui/Listing.tsx'
import { OrganisationField } from './OrderFields.tsx'
import { useOwnOrganisations } from './organisations.ts'

export function DuplicateModel() {
  const own = useOwnOrganisations()
  const [chosen, setChosen] = useState<number>()
  const organisation = chosen ?? own[0]
  const query = useQuery({
    queryKey: ['duplicate-model', organisation],
    queryFn: () => get<DuplicateModelAnswer>('/people/duplicates/model', { organisation }),
    enabled: organisation !== undefined,
  })
  return (
    <>
      {organisation !== undefined && <OrganisationField value={organisation} onChange={setChosen} />}
      <Answer query={query}>{(model) => <Model model={model} />}</Answer>
    </>
  )
}

function Model({ model }: { model: DuplicateModelAnswer }) {
  const t = useT()
  const format = useFormat()
  const share = (value: number) => format.number(value, { style: 'percent', maximumSignificantDigits: 2 })
  const reason = (field: string, level: string) => {
    const key = `people.reason.${field}.${level}`
    return hasMessage(key) ? t(key) : `${field}: ${level}`
  }
  return (
    <section className="stack" aria-labelledby="model">
      <h2 id="model">{t('web.people.model')}</h2>
      <p>{t('web.people.model.words')}</p>
      <p className="quiet">
        {model.learnedAt
          ? t('web.people.model.learned', { at: format.moment(model.learnedAt), persons: model.persons, pairs: model.pairs })
          : t('web.people.model.first')}
      </p>
      <Listing
        label={t('web.people.model')}
        rows={model.levels}
        keyOf={({ field, level }) => `${field} ${level}`}
        columns={[
          { name: t('web.people.model.what'), cell: ({ field, level }) => reason(field, level) },
          { name: t('web.people.model.one'), cell: ({ m }) => share(m), look: 'n' },
          { name: t('web.people.model.two'), cell: ({ u }) => share(u), look: 'n' },
          { name: t('web.people.model.weight'), cell: ({ weight }) => format.number(weight, weighed), look: 'n' },
        ]}
      />
    </section>
  )
}

const weighed = { signDisplay: 'exceptZero', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const
