/** Households are chosen, then their cards come as one sheet to print. */
import { useMutation } from '@tanstack/react-query'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { takeCards } from './download.ts'

type Props = { chosen: string[] | undefined; all: string[]; onChoose: (chosen: string[] | undefined) => void }

/** @param chosen undefined: nothing is being chosen */
export function PrintCards({ chosen, all, onChoose }: Props) {
  const t = useT()
  const print = useMutation({ mutationFn: takeCards })
  if (!chosen)
    return (
      <p>
        <button type="button" className="plain" onClick={() => onChoose([])}>
          <Icon name="print" />
          {t('web.people.cards')}
        </button>
      </p>
    )
  return (
    <>
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={chosen.length === 0 || print.isPending}
          onClick={() => print.mutate(chosen)}
        >
          <Icon name="print" />
          {t('web.people.cards.print', { n: chosen.length })}
        </button>
        <button type="button" onClick={() => onChoose(all)}>
          {t('web.people.cards.all', { n: all.length })}
        </button>
        <button type="button" className="plain" onClick={() => onChoose(undefined)}>
          {t('web.ui.cancel')}
        </button>
      </div>
      {print.isError && <ProblemNotice error={print.error} />}
    </>
  )
}
