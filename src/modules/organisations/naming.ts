/** Bodies as lists name them: found by any of their names, then by code, else added. For the modules whose lists name organisations. */
import { type Db, transact } from '../../core/database.ts'
import { fold } from '../../core/text.ts'
import type { Texts } from '../places/contract.ts'

export type NamedBody = { code?: string | undefined; names: Texts; acronym?: string | undefined; kind?: string | undefined }

/** Ids in the order given. The caller holds the lock of list writers, so that two lists do not add the same body twice. */
export const nameOrganisations = (db: Db, bodies: NamedBody[]): Promise<number[]> =>
  transact(db, async (trx) => {
    const known = await knownOf(trx, bodies)
    const ids: number[] = []
    for (const body of bodies) {
      const id = known.find(body) ?? (await insertBody(trx, body, known))
      known.learn(id, body)
      ids.push(id)
    }
    await insertAliases(trx, bodies, ids)
    return ids
  })

const keysOf = (body: NamedBody): string[] =>
  [...new Set(Object.values(body.names).map((n) => fold(n ?? '')))].filter((k) => k !== '')

class Known {
  readonly byKey = new Map<string, number>()
  readonly byCode = new Map<string, number>()

  /** A name says more than a code: codes are copied along wrongly more often than names. */
  find(body: NamedBody): number | undefined {
    for (const key of keysOf(body)) if (this.byKey.has(key)) return this.byKey.get(key)
    return body.code ? this.byCode.get(body.code) : undefined
  }

  learn(id: number, body: NamedBody): void {
    for (const key of keysOf(body)) if (!this.byKey.has(key)) this.byKey.set(key, id)
    if (body.code && !this.byCode.has(body.code)) this.byCode.set(body.code, id)
  }
}

async function knownOf(db: Db, bodies: NamedBody[]): Promise<Known> {
  const known = new Known()
  const keys = [...new Set(bodies.flatMap(keysOf))]
  const codes = [...new Set(bodies.flatMap((b) => (b.code ? [b.code] : [])))]
  const aliases = await db
    .selectFrom('organisationAliases')
    .select(['key', 'organisationId'])
    .where((eb) => eb('key', '=', eb.fn.any(eb.val(keys))))
    .orderBy('organisationId')
    .execute()
  for (const { key, organisationId } of aliases) if (!known.byKey.has(key)) known.byKey.set(key, organisationId)
  const coded = await db
    .selectFrom('organisations')
    .select(['id', 'code'])
    .where((eb) => eb('code', '=', eb.fn.any(eb.val(codes))))
    .execute()
  for (const { id, code } of coded) if (code) known.byCode.set(code, id)
  return known
}

async function insertBody(db: Db, body: NamedBody, known: Known): Promise<number> {
  const { id } = await db
    .insertInto('organisations')
    .values({
      code: body.code && !known.byCode.has(body.code) ? body.code : null,
      names: JSON.stringify(body.names),
      acronym: body.acronym ?? '',
      kind: body.kind ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function insertAliases(db: Db, bodies: NamedBody[], ids: number[]): Promise<void> {
  const aliases = new Map<string, { key: string; organisationId: number; name: string }>()
  bodies.forEach((body, i) => {
    for (const name of Object.values(body.names))
      if (name && fold(name)) aliases.set(`${fold(name)} ${ids[i]}`, { key: fold(name), organisationId: ids[i]!, name })
  })
  const rows = [...aliases.values()]
  for (let at = 0; at < rows.length; at += 5000)
    await db
      .insertInto('organisationAliases')
      .values(rows.slice(at, at + 5000))
      .onConflict((c) => c.doNothing())
      .execute()
}

/** Bodies that give money: those unknown are added; all are marked as donors. @param alsoDonors ids already known @returns ids of `names` in their order */
export async function nameDonors(db: Db, names: string[], alsoDonors: number[]): Promise<number[]> {
  const ids =
    names.length > 0
      ? await nameOrganisations(
          db,
          names.map((name) => ({ names: { en: name }, kind: kindTold(name) })),
        )
      : []
  const all = [...new Set([...ids, ...alsoDonors])]
  if (all.length > 0)
    await db
      .updateTable('organisations')
      .set({ isDonor: true })
      .where('isDonor', '=', false)
      .where((eb) => eb('id', '=', eb.fn.any(eb.val(all))))
      .execute()
  return ids
}

const kindTold = (name: string): string =>
  /\b(government of|gobierno de|governo d[eo]|gouvernement d)/i.test(name) ? 'government' : ''
