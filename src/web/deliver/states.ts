/** What became of something done: on this device, sent, a double one, refused. */
import type { Done } from '../field/field.ts'
import type { Tone } from '../ui/Notice.tsx'

export type SentState = 'waiting' | 'sent' | 'double' | 'refused'

export function sentState({ outcome, isDouble }: Pick<Done, 'outcome' | 'isDouble'>): SentState {
  if (outcome === 'refused') return 'refused'
  if (isDouble) return 'double'
  return outcome === 'waiting' ? 'waiting' : 'sent'
}

export const toneOf: Record<SentState, Tone> = { waiting: 'good', sent: 'good', double: 'attention', refused: 'wrong' }
