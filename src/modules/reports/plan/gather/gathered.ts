/** What the parts of a document are made from, read once. */
import type { PlanDocument } from '../contract.ts'
import type { PlanNames } from '../names.ts'
import type { Content } from './content.ts'
import type { Given } from './given.ts'
import type { Counted } from './people.ts'
import type { PlannedLine } from './planned.ts'
import type { Reached } from './reached.ts'

export type Gathered = {
  names: PlanNames
  content: Content
  planned: PlannedLine[]
  people: Counted[]
  intersector: PlanDocument['intersector']
  given: Given
  reached: Reached
  hosts: string[]
}
