/** Writes what is said of the whole plan: text, presence, people, donors. */
import { useState } from 'react'
import type { Profile } from '../../modules/plan/areas/contract.ts'
import { type Language, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { CountryChecks, filled, linesIn, NumberField, TextField } from './fields.tsx'
import { PartForm } from './PartForm.tsx'
import { useResponse } from './response.ts'

type Draft = Pick<Profile, 'narratives' | 'countries' | 'peopleInNeed' | 'peopleTargeted' | 'donors'>
const empty: Draft = { narratives: {}, countries: [], peopleInNeed: null, peopleTargeted: null, donors: [] }
const read = (d: Draft, language: Language) =>
  [d.narratives[language] ?? '', d.peopleInNeed, d.peopleTargeted, d.countries.join(' '), d.donors.join(', ')].join('\n')

export function ProfileForm({ plan, profile, onDone }: { plan: string; profile: Profile | null; onDone: () => void }) {
  const t = useT()
  const known = useResponse()
  const [draft, set] = useState<Draft>(profile ?? empty)
  const [donors, setDonors] = useState(draft.donors.join('\n'))
  const { narratives, countries, peopleInNeed, peopleTargeted } = draft
  return (
    <PartForm<Draft>
      title={t('web.areas.profile.edit')}
      path="/profile"
      plan={plan}
      version={profile?.version ?? 0}
      body={(version) => ({
        version,
        narratives: filled(narratives),
        countries,
        peopleInNeed,
        peopleTargeted,
        donors: linesIn(donors),
      })}
      read={read}
      mine={{ ...draft, donors: linesIn(donors) }}
      take={set}
      onDone={onDone}
    >
      {(language) => (
        <>
          <TextField
            label={t('plan.versions.cell.narrative')}
            help={t('web.areas.paragraphs')}
            language={language}
            long
            value={narratives}
            onChange={(value) => set({ ...draft, narratives: value })}
          />
          <div className="numbers">
            <NumberField
              label={t('plan.versions.cell.peopleInNeed')}
              value={peopleInNeed}
              onChange={(value) => set({ ...draft, peopleInNeed: value })}
            />
            <NumberField
              label={t('plan.versions.cell.peopleTargeted')}
              value={peopleTargeted}
              onChange={(value) => set({ ...draft, peopleTargeted: value })}
            />
          </div>
          <Field label={t('plan.versions.cell.donors')} help={t('web.areas.one-a-line')}>
            {(control) => <textarea {...control} value={donors} onChange={(e) => setDonors(e.target.value)} />}
          </Field>
          <CountryChecks value={countries} known={known} onChange={(value) => set({ ...draft, countries: value })} />
        </>
      )}
    </PartForm>
  )
}
