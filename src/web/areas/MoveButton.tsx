/** Moves an objective or an area one step; not there where there is no further. */
import type { AreaOrder } from '../../modules/plan/areas/contract.ts'
import { useT } from '../languages.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useWriteAreas } from './useAreas.ts'

type Props = { plan: string; name: string; by: -1 | 1; order: AreaOrder | undefined }

export function MoveButton({ plan, name, by, order }: Props) {
  const t = useT()
  const move = useWriteAreas(plan, () => undefined)
  if (order === undefined) return null
  return (
    <>
      <button
        type="button"
        className="plain"
        disabled={move.isPending}
        onClick={() => move.mutate({ method: 'PUT', path: '/order', body: order })}
      >
        {t(by < 0 ? 'web.areas.up' : 'web.areas.down')}
        <span className="hide"> {name}</span>
      </button>
      {move.isError && <ProblemNotice error={move.error} />}
    </>
  )
}
