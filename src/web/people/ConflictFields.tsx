/** On a phone: field by field, what either version says of it, one below the other, with who wrote it and when. */
import type { HouseholdConflict } from '../../modules/people/households/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useFieldName, useValueWords } from './Changes.tsx'
import type { Difference, Side } from './content.ts'

export const sides = ['mine', 'theirs'] as const

/** `Amina, 3 May 10:20`: by side. */
export function useWrittenBy(): (conflict: HouseholdConflict, side: Side) => string {
  const format = useFormat()
  return (conflict, side) =>
    side === 'mine'
      ? `${conflict.byName || conflict.by}, ${format.moment(conflict.at)}`
      : `${conflict.currentBy}, ${format.moment(conflict.currentAt)}`
}

type Keeping = { conflict: HouseholdConflict; side: Side; onKeep: (side: Side) => void; isBusy: boolean }

export function Keep({ conflict, side, onKeep, isBusy }: Keeping) {
  const t = useT()
  if (!conflict.may.settle) return null
  return (
    <p>
      <button type="button" disabled={isBusy} onClick={() => onKeep(side)}>
        {t(`web.people.conflict.keep-${side}`)}
      </button>
    </p>
  )
}

type FieldsProps = Omit<Keeping, 'side'> & { list: Difference[] }

export function ConflictFields({ list, ...keeping }: FieldsProps) {
  const nameOfField = useFieldName([...keeping.conflict.current.persons, ...keeping.conflict.proposed.persons])
  return (
    <div className="by-field">
      {list.map((one) => (
        <section key={one.key}>
          <h3>{nameOfField({ ...one, before: one.mine, after: one.theirs })}</h3>
          <dl>
            {sides.map((side) => (
              <Value key={side} of={one} side={side} conflict={keeping.conflict} />
            ))}
          </dl>
        </section>
      ))}
      {sides.map((side) => (
        <Keep key={side} side={side} {...keeping} />
      ))}
    </div>
  )
}

function Value({ of: { field, only, ...said }, side, conflict }: { of: Difference; side: Side; conflict: HouseholdConflict }) {
  const t = useT()
  const wordsFor = useValueWords()
  const writtenBy = useWrittenBy()
  const words = wordsFor(field, said[side])
  return (
    <div>
      <dt>
        {t(`web.people.conflict.${side}`)} · {writtenBy(conflict, side)}
      </dt>
      <dd>{only === undefined || only === side ? <ins>{words}</ins> : words}</dd>
    </div>
  )
}
