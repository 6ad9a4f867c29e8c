/** Beside what is due: where the month stands, and people reached month by month. */
import type { Completeness } from '../../modules/activities/desk/contract.ts'
import { MonthPanel } from './MonthPanel.tsx'
import { TrendPanel } from './TrendPanel.tsx'

export default function Beside({ plan, who, month }: { plan: string; who: Completeness | undefined; month: string | undefined }) {
  return (
    <>
      {who && <MonthPanel who={who} month={month} />}
      <TrendPanel plan={plan} />
    </>
  )
}
