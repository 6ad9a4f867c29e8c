/** The municipality within an admin 1, where a list of them is there: it may be left open. */
import { SelectField } from '../ui/SelectField.tsx'
import { useAdmin2, usePlaceChoices } from './places.ts'

type Props = {
  label: string
  /** Words for what is left open. */
  none: string
  admin1: string | null
  value: string | null
  onChange: (code: string | null) => void
}

export function Admin2Field({ admin1, ...field }: Props) {
  const choices = usePlaceChoices(useAdmin2(admin1).data)
  return choices.length > 0 && <SelectField {...field} choices={choices} />
}
