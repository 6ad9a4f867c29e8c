/** The card of the household, to show, to scan, to print. */
import { useMutation } from '@tanstack/react-query'
import type { Household } from '../../modules/people/contract.ts'
import { cardText } from '../../modules/people/rules/card.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Card } from './Card.tsx'
import { takeCards } from './download.ts'

export function CardPart({ household, isHere }: { household: Household; isHere: boolean }) {
  const t = useT()
  const print = useMutation({ mutationFn: () => takeCards([household.id]) })
  return (
    <section className="stack" aria-labelledby="card">
      <h2 id="card">{t('web.people.card')}</h2>
      <Card card={household.card} text={cardText(household.id)} />
      {!isHere && (
        <p>
          <button type="button" disabled={print.isPending} onClick={() => print.mutate()}>
            <Icon name="print" />
            {t('web.people.card.print')}
          </button>
        </p>
      )}
      {print.isError && <ProblemNotice error={print.error} />}
    </section>
  )
}
