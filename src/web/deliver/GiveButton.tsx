/** The button that gives: what, how much, as large as it can be. */
import { useT, useText } from '../languages.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { missingIn } from './giving.ts'
import { useAmount } from './useAmount.ts'
import type { Giving } from './useGiving.ts'

export function GiveButton({ giving, isLast = false }: { giving: Giving; isLast?: boolean }) {
  const t = useT()
  const text = useText()
  const { draft, isGiving, error } = giving
  const amountOf = useAmount(draft?.service)
  if (!draft) return <p className="quiet">{t('web.deliver.give.first')}</p>
  const { service, quantity } = draft
  const missing = missingIn(draft).length
  return (
    <>
      {error !== undefined && <ProblemNotice error={error} />}
      <button
        type="button"
        className="primary huge"
        aria-busy={isGiving}
        disabled={!(quantity > 0) || (isLast && missing > 0)}
        onClick={() => void giving.give()}
      >
        <span>
          {missing > 0 ? t('web.deliver.give.ask', { n: missing }) : t('web.deliver.give', { amount: amountOf(quantity) })}
          <small>{text(service.names, service.code)}</small>
        </span>
      </button>
    </>
  )
}
