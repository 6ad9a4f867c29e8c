/** Of the people reached, how many were counted exactly: for whoever may see it. */
import { useFormat, useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { useCounted } from './scope.ts'

export function CountedLine() {
  const t = useT()
  const format = useFormat()
  const counted = useCounted()
  const people = counted.data?.people
  if (!people) return null
  return (
    <p>
      <Go to="/figures/counted">{t('web.figures.counted.line', { people: format.number(people) })}</Go>
    </p>
  )
}
