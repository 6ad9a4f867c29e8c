/** The way of the rows: submit, return, accept, lock. Each button names how many rows it moves. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActivityPage, State } from '../../modules/activities/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Asked } from './filter.ts'
import type { GridRow } from './rows.ts'
import { StepDialog, type StepName } from './StepDialog.tsx'
import { isBlocking } from './severity.ts'

type Step = { name: StepName; from: State[]; permission: string; icon: string }

const steps: Step[] = [
  { name: 'submit', from: ['draft', 'returned'], permission: 'activities.write', icon: 'send' },
  { name: 'return', from: ['submitted', 'accepted'], permission: 'activities.review', icon: 'undo' },
  { name: 'accept', from: ['submitted'], permission: 'activities.review', icon: 'check' },
  { name: 'lock', from: ['accepted'], permission: 'activities.lock', icon: 'lock' },
]

/** `hasRows`: a step may move the last rows out of the filter; what it did is still said. */
type Props = { plan: string; filter: Asked; hasRows: boolean; chosen: GridRow[]; onDone: () => void }

export function StepBar({ plan, filter, hasRows, chosen, onDone }: Props) {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState<{ step: StepName; n: number | undefined; rows: GridRow[] }>()
  const mine = steps.filter((step) => may(step.permission))
  if (mine.length === 0) return null
  return (
    <>
      {hasRows && (
        <div className="row step-bar">
          <span className="quiet">{t('web.activities.chosen', { n: chosen.length })}</span>
          {mine.map((step) => (
            <StepButton
              key={step.name}
              plan={plan}
              filter={filter}
              step={step}
              chosen={chosen}
              onOpen={(n) => setOpen({ step: step.name, n, rows: chosen.filter((row) => isMovable(row, step.name)) })}
            />
          ))}
        </div>
      )}
      {open && (
        <StepDialog
          plan={plan}
          filter={filter}
          step={open.step}
          n={open.n}
          chosen={open.rows}
          onClose={() => setOpen(undefined)}
          onDone={onDone}
        />
      )}
    </>
  )
}

const fromOf = (name: StepName): State[] => steps.find((step) => step.name === name)?.from ?? []

/** Whether a chosen row can take the step; the server has the last word. */
const isMovable = (row: GridRow, name: StepName): boolean =>
  row.version > 0 && fromOf(name).includes(row.state) && !(name === 'submit' && row.isBlocked)

function StepButton({
  plan,
  filter,
  step,
  chosen,
  onOpen,
}: {
  plan: string
  filter: Asked
  step: Step
  chosen: GridRow[]
  onOpen: (n: number | undefined) => void
}) {
  const t = useT()
  const isReturnOfAll = step.name === 'return' && chosen.length === 0
  const counted = useStepCount(plan, filter, step, chosen.length === 0 && !isReturnOfAll)
  const n = chosen.length > 0 ? chosen.filter((row) => isMovable(row, step.name)).length : counted
  // Returning asks for rows and words: never a whole filter by one press.
  if (n === 0 || isReturnOfAll) return null
  return (
    <button type="button" onClick={() => onOpen(n)}>
      <Icon name={step.icon} />
      {n === undefined ? t(`web.activities.do.${step.name}.all`) : t(`web.activities.do.${step.name}`, { n })}
    </button>
  )
}

/** How many rows of the filter the step would move; undefined while not known or beyond what is counted; 0 hides the button. */
function useStepCount(plan: string, filter: Asked, step: Step, enabled: boolean): number | undefined {
  const isSubmit = step.name === 'submit'
  const isHopeless = isSubmit && filter.finding !== undefined && (filter.finding === 'any' || isBlocking(filter.finding))
  const states = filter.state ? step.from.filter((state) => state === filter.state) : step.from
  const query = isSubmit ? { ...filter, finding: filter.finding ?? 'none' } : filter
  const counts = useQuery({
    queryKey: ['activities', plan, 'step', step.name, filter],
    queryFn: () =>
      Promise.all(states.map((state) => get<ActivityPage>(`/plans/${plan}/activities`, { ...query, state, limit: 1 }))),
    enabled: enabled && !isHopeless && states.length > 0,
  })
  if (isHopeless || states.length === 0) return 0
  if (!counts.data) return counts.isError ? undefined : 0
  const movable = counts.data.map((page) =>
    page.total === null ? undefined : page.total - (isSubmit ? (page.withFindings ?? 0) : 0),
  )
  return movable.includes(undefined) ? undefined : movable.reduce<number>((sum, n) => sum + (n ?? 0), 0)
}
