/** What every part of the told plan knows: the plan, who may write, and which part is being written. */
import type { CrisisPlan } from '../../modules/plan/areas/contract.ts'
import type { Plan } from '../../modules/plan/contract.ts'

export type Writing = {
  plan: Plan
  all: CrisisPlan
  mayWrite: boolean
  writing: string | undefined
  write: (part?: string) => void
}
