/** Why two may be one, or may not: in words, what weighs most first. */
import type { Candidate } from '../../modules/people/contract.ts'
import { hasMessage, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'

export function Reasons({ reasons }: { reasons: Candidate['reasons'] }) {
  const t = useT()
  const said = reasons
    .filter(({ field, level, weight }) => weight !== 0 && hasMessage(`people.reason.${field}.${level}`))
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  if (said.length === 0) return null
  return (
    <ul className="reasons">
      {said.map(({ field, level, weight }) => (
        <li key={field} data-tone={weight > 0 ? 'good' : 'attention'}>
          <Icon name={weight > 0 ? 'check' : 'close'} />
          <span>
            <span className="hide">{t(weight > 0 ? 'web.people.reason.for' : 'web.people.reason.against')}: </span>
            {t(`people.reason.${field}.${level}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}
