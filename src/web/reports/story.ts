/** A story as the server has it. */
import type { z } from 'zod'
import type { Story as StoryEntry } from '../../modules/reports/contract.ts'

export type Story = z.infer<typeof StoryEntry>
