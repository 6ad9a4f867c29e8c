/** What cash or a voucher is worth, and how it is handed over. */
import { useCatalogue } from '../field/catalogue.ts'
import { useT, useText } from '../languages.ts'
import { OneOfField } from '../ui/OneOfField.tsx'
import { Money } from './Money.tsx'
import type { Worth } from './worth.ts'

type Props = Worth & {
  label?: string
  missing: string[]
  /** What the list says for this household. */
  planned?: number | null
  hasPad?: boolean
  onChange: (part: Partial<Worth>) => void
}

export function Value({ label, value, mechanism, missing, planned = null, hasPad = false, onChange }: Props) {
  const t = useT()
  return (
    <>
      <Money
        label={label ?? t('web.deliver.value')}
        value={value}
        isMissing={missing.includes('value')}
        planned={planned}
        hasPad={hasPad}
        onChange={(next) => onChange({ value: next })}
      />
      <Mechanism mechanism={mechanism} isMissing={missing.includes('mechanism')} onChange={onChange} />
    </>
  )
}

type MechanismProps = Pick<Worth, 'mechanism'> & { isMissing: boolean; onChange: Props['onChange'] }
function Mechanism({ mechanism, isMissing, onChange }: MechanismProps) {
  const t = useT()
  const text = useText()
  const { mechanisms } = useCatalogue()
  return (
    <OneOfField
      label={t('web.deliver.mechanism')}
      error={isMissing ? t('web.deliver.mechanism.missing') : undefined}
      none={t('web.deliver.choose')}
      choices={mechanisms.map((one) => [String(one.id), text(one.names, one.name)])}
      value={String(mechanism ?? '')}
      onChange={(id) => onChange({ mechanism: Number(id) || null })}
    />
  )
}
