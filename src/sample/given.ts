/** What the parts of the sample share: the files it is made of, and who is said to have made it. */
import { readFileSync } from 'node:fs'
import type { Actor } from '../core/access.ts'

export const sampleFile = (name: string): URL => new URL(`../../db/sample/${name}`, import.meta.url)
export const readSample = <T>(name: string): T => JSON.parse(readFileSync(sampleFile(name), 'utf8')) as T

/** Whoever is named in the histories of the example. */
export const exampleActor: Actor = {
  id: 'sample',
  name: 'Senda (sample)',
  grants: [
    { role: 'administrator', scope: { kind: 'region' } },
    { role: 'registration-officer', scope: { kind: 'region' } },
  ],
}
