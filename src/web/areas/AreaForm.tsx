/** Writes an activity area: texts by language, for whom, where, with how much. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { type Area, type AreaWrite, type Objective, planTypes, targetGroups } from '../../modules/plan/areas/contract.ts'
import { type Language, useT, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Checks, CountryChecks, filled, linesIn, NumberField, TextField } from './fields.tsx'
import { PartForm } from './PartForm.tsx'
import { RemoveArea } from './RemoveArea.tsx'
import { useResponse } from './response.ts'

type Draft = Omit<AreaWrite, 'version' | 'objectiveId' | 'source'>
const empty: Draft = {
  names: {},
  narratives: {},
  bullets: {},
  targetGroups: [],
  peopleTargeted: null,
  entitiesTargeted: null,
  fundingRequiredUsd: null,
  fundingConfirmedUsd: null,
  planTypes: [],
  countries: [],
}
const numbers = ['peopleTargeted', 'entitiesTargeted', 'fundingRequiredUsd', 'fundingConfirmedUsd'] as const
const draftOf = (area: Area): Draft =>
  Object.fromEntries(Object.keys(empty).map((field) => [field, area[field as keyof Draft]])) as Draft
const read = (d: Draft, language: Language) =>
  [
    d.names[language],
    '',
    d.narratives[language],
    ...(d.bullets[language] ?? []).map((line) => `• ${line}`),
    '',
    ...numbers.map((n) => d[n]),
  ].join('\n')

type Props = { plan: string; objectives: Objective[]; objectiveId: string; area?: Area; onDone: () => void }
export function AreaForm({ plan, objectives, objectiveId, area, onDone }: Props) {
  const t = useT()
  const text = useText()
  const known = useResponse()
  const [id] = useState(() => area?.id ?? newId())
  const [draft, set] = useState<Draft>(area ? draftOf(area) : empty)
  const [under, putUnder] = useState(objectiveId)
  const change = (part: Partial<Draft>) => set({ ...draft, ...part })
  return (
    <PartForm<Draft>
      title={area ? text(area.names) : t('web.areas.area.add')}
      path={`/${id}`}
      plan={plan}
      version={area?.version ?? 0}
      body={(version) => ({ version, objectiveId: under, ...sent(draft) })}
      read={read}
      mine={draft}
      take={set}
      remove={area && <RemoveArea plan={plan} area={area} onDone={onDone} />}
      onDone={onDone}
    >
      {(language) => (
        <>
          <TextField
            label={t('plan.versions.cell.name')}
            {...{ language }}
            value={draft.names}
            onChange={(names) => change({ names })}
          />
          <TextField
            label={t('plan.versions.cell.narrative')}
            help={t('web.areas.paragraphs')}
            {...{ language }}
            long
            value={draft.narratives}
            onChange={(narratives) => change({ narratives })}
          />
          <Field label={t('plan.versions.cell.bullets')} help={t('web.areas.one-a-line')}>
            {(control) => (
              <textarea
                {...control}
                lang={language}
                value={(draft.bullets[language] ?? []).join('\n')}
                onChange={(e) => change({ bullets: { ...draft.bullets, [language]: e.target.value.split('\n') } })}
              />
            )}
          </Field>
          <Field label={t('web.areas.objective')}>
            {(control) => (
              <select {...control} value={under} onChange={(e) => putUnder(e.target.value)}>
                {objectives.map((objective) => (
                  <option key={objective.id} value={objective.id}>
                    {text(objective.names)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="numbers">
            {numbers.map((field) => (
              <NumberField
                key={field}
                label={t(`plan.versions.cell.${field}`)}
                cents={field.endsWith('Usd')}
                value={draft[field]}
                onChange={(value) => change({ [field]: value })}
              />
            ))}
          </div>
          <Checks
            label={t('plan.versions.cell.targetGroups')}
            choices={targetGroups}
            name={(group) => t(`plan.areas.group.${group}`)}
            value={draft.targetGroups}
            onChange={(value) => change({ targetGroups: value })}
          />
          <Checks
            label={t('plan.versions.cell.planTypes')}
            choices={planTypes}
            name={(type) => t(`plan.areas.type.${type}`)}
            value={draft.planTypes}
            onChange={(value) => change({ planTypes: value })}
          />
          <CountryChecks value={draft.countries} known={known} onChange={(countries) => change({ countries })} />
        </>
      )}
    </PartForm>
  )
}

const sent = (draft: Draft): Draft => ({
  ...draft,
  names: filled(draft.names),
  narratives: filled(draft.narratives),
  bullets: Object.fromEntries(
    Object.entries(draft.bullets)
      .map(([language, lines]) => [language, linesIn((lines ?? []).join('\n'))] as const)
      .filter(([, lines]) => lines.length > 0),
  ),
})
