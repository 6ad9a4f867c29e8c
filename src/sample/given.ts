/** What the parts of the sample share: the files it is made of, and who is said to have made it. */
import { readFileSync } from 'node:fs'
import type { Actor } from '../core/access.ts'
import type { Db } from '../core/database.ts'
import { fold } from '../core/text.ts'
import type { Texts } from '../modules/places/contract.ts'

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

type Sector = { look: string; names: Texts & { en: string } }

/** @param forChildren looks of those that serve children only @returns their ids by look */
export async function insertSectors(
  db: Db,
  planId: number,
  sectors: readonly Sector[],
  forChildren: readonly string[] = [],
): Promise<Map<string, number>> {
  const rows = sectors.map(({ look, names }, position) => ({
    planId,
    name: names.en,
    key: fold(names.en),
    names: JSON.stringify(names),
    look,
    position,
    isMultipurposeCash: look === 'cash',
    servesChildren: forChildren.includes(look),
  }))
  const added = await db.insertInto('planSectors').values(rows).returning(['id', 'look']).execute()
  return new Map(added.map(({ look, id }) => [look, id]))
}
