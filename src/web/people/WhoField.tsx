/** Of whom in the household something is said: those who have not left it. */
import type { Household } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { OneOfField } from '../ui/OneOfField.tsx'
import { ofNow } from './totals.ts'
import { nameOf } from './words.ts'

type Props = { household: Pick<Household, 'persons'>; value: string; onChange: (personId: string) => void }

export function WhoField({ household, value, onChange }: Props) {
  const t = useT()
  return (
    <OneOfField
      label={t('web.people.needs.who')}
      choices={ofNow(household.persons).map((person) => [person.id, nameOf(person, t)])}
      value={value}
      onChange={onChange}
    />
  )
}
