/** What is kept, read and written with the key: households, what was done, its pictures. Nothing here knows of screens or lines. */
import type { KeptHousehold, Operation } from '../../../modules/delivery/field/contract.ts'
import type { Done, Picture } from '../field.ts'
import { opened, seal, sealBytes, unseal } from './crypt.ts'
import type { FieldDatabase, HouseholdRow, OperationRow, PictureMarks, PictureRow } from './database.ts'
import { editOf } from './things.ts'

/** `from`: with what it was taken along and when, so that it goes when it is no longer among it. `own`: registered here. */
export type Held = KeptHousehold & { from: Record<string, string> }
export type PictureAbout = Omit<Picture, 'blob'> & { type: string }
export type KeptPicture = PictureAbout & { operation: string; content: ArrayBuffer }
export type NewPicture = PictureAbout & { content: ArrayBuffer }
export type PictureMark = { sequence: number; operation: string; id: string }
type Doing = Omit<Done, 'sequence'>
export type Vault = ReturnType<typeof makeVault>

export function makeVault(db: FieldDatabase, key: CryptoKey) {
  return { ...thingsIn(db, key), ...householdsIn(db, key), ...operationsIn(db, key), ...picturesIn(db, key) }
}

const thingsIn = (db: FieldDatabase, key: CryptoKey) => ({
  async thing<V>(name: string): Promise<V | undefined> {
    const sealed = await db.get('things', name)
    return sealed && unseal<V>(key, `thing/${name}`, sealed)
  },
  async keepThing(name: string, value: unknown): Promise<void> {
    await db.put('things', await seal(key, `thing/${name}`, value), name)
  },
  dropThing: (name: string): Promise<void> => db.delete('things', name),
})

const householdsIn = (db: FieldDatabase, key: CryptoKey) => ({
  async households(): Promise<Held[]> {
    const rows = await db.getAll('households')
    return Promise.all(rows.map((row) => unseal<Held>(key, `household/${row.id}`, row.sealed)))
  },
  async household(id: string): Promise<Held | undefined> {
    const row = await db.get('households', id)
    return row && unseal<Held>(key, `household/${id}`, row.sealed)
  },
  householdCount: () => db.count('households'),
  /** Worked out of what is kept: where an answer of the server was laid in meanwhile, once more, so that nothing of it is lost. */
  async keepHouseholds(work: () => Promise<Held[]>): Promise<Held[]> {
    for (;;) {
      const before = await db.countFromIndex('operations', 'isWaiting', 0)
      const households = await work()
      const rows = await sealHouseholds(key, households)
      const writing = db.transaction(['households', 'operations'], 'readwrite')
      const isSame = (await writing.objectStore('operations').index('isWaiting').count(0)) === before
      if (isSame) for (const row of rows) await writing.objectStore('households').put(row)
      await writing.done
      if (isSame) return households
    }
  },
  async dropHouseholds(ids: string[]): Promise<void> {
    const writing = db.transaction(['households', 'things'], 'readwrite')
    const gone = ids.flatMap((id) => [
      writing.objectStore('households').delete(id),
      writing.objectStore('things').delete(editOf(id)),
    ])
    await Promise.all([...gone, writing.done])
  },
})

const operationsIn = (db: FieldDatabase, key: CryptoKey) => ({
  /** All of one deed in one transaction: it is kept whole or not at all. The same deed twice is one. */
  async keepDone(operation: Operation, doneAt: string, pictures: NewPicture[]): Promise<Done> {
    const { id } = operation
    const doing: Doing = { id, operation, doneAt, outcome: 'waiting', isDouble: false, problem: null, sentAt: null }
    const sealed = await seal(key, `operation/${id}`, doing)
    const rows = await Promise.all(pictures.map((picture) => sealPicture(key, id, picture)))
    const writing = db.transaction(['operations', 'pictures'], 'readwrite', { durability: 'strict' })
    const operations = writing.objectStore('operations')
    const known = await operations.index('id').get(id)
    const last = (await operations.openKeyCursor(null, 'prev'))?.key ?? 0
    const row: OperationRow = known ?? { sequence: last + 1, id, isWaiting: 1, sealed }
    if (!known) {
      await operations.add(row)
      const store = writing.objectStore('pictures')
      let at = (await store.openKeyCursor(null, 'prev'))?.key ?? 0
      for (const picture of rows) await store.add({ ...picture, sequence: ++at })
    }
    await writing.done
    return { ...(await unseal<Doing>(key, `operation/${id}`, row.sealed)), sequence: row.sequence }
  },
  async operations(): Promise<Done[]> {
    const rows = await db.getAll('operations')
    return Promise.all(rows.map((row) => readDone(key, row)))
  },
  async operation(id: string): Promise<Done | undefined> {
    const row = await db.getFromIndex('operations', 'id', id)
    return row && readDone(key, row)
  },
  /** Those the server has not answered, in their order. */
  async waiting(most?: number): Promise<Done[]> {
    const rows = await db.getAllFromIndex('operations', 'isWaiting', 1, most)
    return Promise.all(rows.map((row) => readDone(key, row)))
  },
  /** What the server has answered until now, by sequence. */
  answered: (): Promise<number[]> => db.getAllKeysFromIndex('operations', 'isWaiting', 0),
  /** What it has answered since. */
  async answeredSince(before: number[]): Promise<Done[]> {
    const known = new Set(before)
    const now = (await db.getAllKeysFromIndex('operations', 'isWaiting', 0)).filter((sequence) => !known.has(sequence))
    const rows = await Promise.all(now.map((sequence) => db.get('operations', sequence)))
    return Promise.all(rows.flatMap((row) => (row ? [readDone(key, row)] : [])))
  },
  /** What became of operations, and the households as they are with it: both or neither. One that was forgotten meanwhile stays forgotten. */
  async keepAnswers(done: Done[], households: Held[] = []): Promise<void> {
    const laidIn = await sealHouseholds(key, households)
    const rows = await Promise.all(
      done.map(async ({ sequence, ...doing }): Promise<OperationRow> => {
        const sealed = await seal(key, `operation/${doing.id}`, doing)
        return { sequence, id: doing.id, isWaiting: doing.outcome === 'waiting' ? 1 : 0, sealed }
      }),
    )
    const writing = db.transaction(['operations', 'households'], 'readwrite', { durability: 'strict' })
    const operations = writing.objectStore('operations')
    for (const row of rows) if (await operations.getKey(row.sequence)) await operations.put(row)
    for (const row of laidIn) await writing.objectStore('households').put(row)
    await writing.done
  },
  /** With the pictures that were to go with them. */
  async dropOperations(done: Pick<Done, 'sequence' | 'id'>[]): Promise<void> {
    const ids = new Set(done.map(({ id }) => id))
    const writing = db.transaction(['operations', 'pictures'], 'readwrite')
    for (const { sequence } of done) await writing.objectStore('operations').delete(sequence)
    const pictures = writing.objectStore('pictures')
    const marks = await marksOf(await pictures.index('marks').openKeyCursor())
    for (const mark of marks) if (ids.has(mark.operation)) await pictures.delete(mark.sequence)
    await writing.done
  },
})

const picturesIn = (db: FieldDatabase, key: CryptoKey) => ({
  pictureCount: () => db.count('pictures'),
  /** Ids in their order with the operation each belongs to; their content stays sealed. */
  async picturesWaiting(): Promise<PictureMark[]> {
    return marksOf(await db.transaction('pictures').store.index('marks').openKeyCursor())
  },
  async picture(id: string): Promise<KeptPicture | undefined> {
    const row = await db.getFromIndex('pictures', 'id', id)
    if (!row) return undefined
    const about = await unseal<PictureAbout>(key, `about/${id}`, row.about)
    return { ...about, operation: row.operation, content: await opened(key, `picture/${id}`, row.content) }
  },
  async dropPicture(id: string): Promise<void> {
    const sequence = await db.getKeyFromIndex('pictures', 'id', id)
    if (sequence !== undefined) await db.delete('pictures', sequence)
  },
})

type MarkCursor = { key: PictureMarks; continue: () => Promise<MarkCursor | null> }
async function marksOf(first: MarkCursor | null): Promise<PictureMark[]> {
  const marks: PictureMark[] = []
  for (let at = first; at; at = await at.continue()) marks.push({ sequence: at.key[0], operation: at.key[1], id: at.key[2] })
  return marks
}

const sealHouseholds = (key: CryptoKey, households: Held[]): Promise<HouseholdRow[]> =>
  Promise.all(
    households.map(async (held) => {
      const { id } = held.household
      return { id, sealed: await seal(key, `household/${id}`, held) }
    }),
  )

async function readDone(key: CryptoKey, row: OperationRow): Promise<Done> {
  return { ...(await unseal<Doing>(key, `operation/${row.id}`, row.sealed)), sequence: row.sequence }
}

async function sealPicture(
  key: CryptoKey,
  operation: string,
  { content, ...about }: NewPicture,
): Promise<Omit<PictureRow, 'sequence'>> {
  const { id } = about
  const [words, bytes] = await Promise.all([seal(key, `about/${id}`, about), sealBytes(key, `picture/${id}`, content)])
  return { id, operation, bytes: content.byteLength, about: words, content: bytes }
}
