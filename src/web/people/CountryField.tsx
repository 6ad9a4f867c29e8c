/** A country by name, those of the response first. */
import { useMemo } from 'react'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'

const first = [
  'VE',
  'CO',
  'EC',
  'PE',
  'BR',
  'CL',
  'AR',
  'BO',
  'PY',
  'UY',
  'PA',
  'CR',
  'MX',
  'DO',
  'TT',
  'GY',
  'AW',
  'CW',
  'HT',
  'CU',
]
const others =
  'AD AE AF AL AM AO AT AU AZ BB BD BE BG BI BJ BS BZ CA CD CF CG CH CI CM CN CV CY CZ DE DJ DK DM DZ EE EG ER ES ET FI FR GA GB GD GE GH GM GN GQ GR GT HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KM KN KP KR KW KZ LA LB LC LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MR MT MU MV MW MY MZ NA NE NG NI NL NO NP NZ OM PG PH PK PL PT QA RO RS RU RW SA SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TR TZ UA UG US UZ VC VN YE ZA ZM ZW'.split(
    ' ',
  )

type Props = { label: string; value: string; onChange: (code: string) => void }

export function CountryField({ label, value, onChange }: Props) {
  const t = useT()
  const name = useCountryName()
  const format = useFormat()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const rest = useMemo(() => format.sorted(others, name), [format.language])
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={(e) => onChange(e.target.value)}>
          <option value="">{t('web.people.not-said')}</option>
          {first.map((code) => (
            <option key={code} value={code}>
              {name(code)}
            </option>
          ))}
          <hr />
          {rest.map((code) => (
            <option key={code} value={code}>
              {name(code)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
