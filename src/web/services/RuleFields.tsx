/** Sector, how it is given, who is counted, how often. */
import { modalities } from '../../modules/delivery/contract.ts'
import { looks } from '../../modules/plan/look.ts'
import { useFormat, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import type { Draft } from './draft.ts'
import { useIntervalWords } from './interval.ts'

type Props = { draft: Draft; onChange: (draft: Draft) => void }

export function RuleFields({ draft, onChange }: Props) {
  const t = useT()
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part })
  return (
    <>
      <KindFields draft={draft} onChange={change} />
      <IntervalFields draft={draft} onChange={change} />
      <label className="tick">
        <input type="checkbox" checked={draft.forGroups} onChange={(e) => change({ forGroups: e.target.checked })} />
        {t('web.services.may-groups')}
      </label>
      <label className="tick">
        <input type="checkbox" checked={draft.hasValue} onChange={(e) => change({ hasValue: e.target.checked })} />
        {t('web.services.has-value')}
      </label>
      <label className="tick">
        <input type="checkbox" checked={draft.isConfidential} onChange={(e) => change({ isConfidential: e.target.checked })} />
        {t('web.services.is-confidential')}
      </label>
    </>
  )
}

type PartProps = { draft: Draft; onChange: (part: Partial<Draft>) => void }

function KindFields({ draft, onChange }: PartProps) {
  const t = useT()
  const format = useFormat()
  const sectors = format.sorted(Object.keys(looks), (look) => t(`web.settings.sector.${look}`))
  return (
    <div className="fields">
      <OneOfField
        label={t('web.services.sector')}
        value={draft.sector}
        choices={sectors.map((look) => [look, t(`web.settings.sector.${look}`)])}
        onChange={(sector) => onChange({ sector })}
      />
      <OneOfField
        label={t('web.services.modality')}
        value={draft.modality}
        choices={modalities.map((one) => [one, t(`web.services.modality.${one}`)])}
        onChange={(modality) => onChange({ modality })}
      />
      <OneOfField
        label={t('web.services.counts')}
        value={draft.counts}
        choices={(['one', 'all'] as const).map((one) => [one, t(`web.services.counts.${one}`)])}
        onChange={(counts) => onChange({ counts })}
      />
    </div>
  )
}

function IntervalFields({ draft, onChange }: PartProps) {
  const t = useT()
  const interval = useIntervalWords()
  return (
    <div className="fields">
      <Count label={t('web.services.times')} least={1} value={draft.times} onChange={(times) => onChange({ times })} />
      <Count
        label={t('web.services.days')}
        help={interval(draft)}
        least={0}
        value={draft.intervalDays}
        onChange={(intervalDays) => onChange({ intervalDays })}
      />
      <OneOfField
        label={t('web.services.per')}
        value={draft.per}
        choices={(['person', 'household'] as const).map((one) => [one, t(`web.services.per.${one}`)])}
        onChange={(per) => onChange({ per })}
      />
      <Count
        label={t('web.services.default')}
        least={1}
        value={draft.defaultQuantity}
        onChange={(defaultQuantity) => onChange({ defaultQuantity })}
      />
    </div>
  )
}

type CountProps = { label: string; help?: string; least: number; value: number; onChange: (value: number) => void }
function Count({ label, help, least, value, onChange }: CountProps) {
  return (
    <Field label={label} help={help}>
      {(control) => (
        <input
          {...control}
          type="number"
          min={least}
          max={3660}
          value={value}
          onChange={(e) => onChange(Math.max(least, Math.trunc(e.target.valueAsNumber || 0)))}
        />
      )}
    </Field>
  )
}
