/** The papers of this room, set by Typst. */
import { readFileSync } from 'node:fs'
import { log } from '../../../core/log.ts'
import { Problem } from '../../../core/problem.ts'
import { NotTypeset, typesetPdf } from '../../../core/typst.ts'

const folder = new URL('../pdf/', import.meta.url)
const templates = new Map<string, string>()

function templateOf(name: string): string {
  const known = templates.get(name) ?? readFileSync(new URL(name, folder), 'utf8')
  templates.set(name, known)
  return known
}

/** @param template file of `pdf/` @param files pictures the template names, by name @throws Problem when it cannot be set */
export function typeset(template: 'overview.typ' | 'plan.typ', data: unknown, files: Record<string, Buffer>): Buffer {
  try {
    const house = { 'house.typ': Buffer.from(templateOf('house.typ')) }
    // What a plan of hundreds of pages leaves in memory would slow down every paper after it.
    return typesetPdf(templateOf(template), data, { ...house, ...files }, template === 'plan.typ' ? 0 : 10)
  } catch (error) {
    if (!(error instanceof NotTypeset)) throw error
    log.error({ reason: error.message }, 'the PDF template was refused')
    throw new Problem(422, 'reports/too-long-for-pdf', { reason: error.message })
  }
}
