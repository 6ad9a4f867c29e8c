/** Photos of people and documents, signatures and proofs: small, checked, kept once, read under row security. */
import { createHash } from 'node:crypto'
import { assertMay, type Reach, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { cleanPicture } from '../../../core/pictures.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { homesOf, membersOf } from '../households/members.ts'
import { insertHappening } from '../households/writing.ts'
import { mostPictureBytes, mostPicturePixels } from '../rules/pictures.ts'
import { elsewhere } from './elsewhere.ts'
import { agreesToPhotos } from './faces.ts'
import { noteReadings } from './readings.ts'

export type PhotoQuery = {
  kind: 'person' | 'document' | 'signature' | 'proof'
  person?: string | undefined
  /** Of the proof of a delivery without registration. */
  organisation?: number | undefined
  site?: string | undefined
}
export type PhotoKept = { id: string; kind: string; mediaType: string; bytes: number }
type Place = { organisationId: number; siteId: string | null }

/** @param householdId of a delivery without registration: the delivery's own id. The same photo twice is one; the first stays. */
export function keepPhoto(ctx: Context, householdId: string, id: string, query: PhotoQuery, sent: Buffer): Promise<PhotoKept> {
  const reach = visible(ctx, 'delivery.write')
  const { type: mediaType, content } = cleaned(sent)
  if (query.kind === 'person' && !query.person) throw new Problem(422, 'people/person-unknown')
  return transact(ctx.db, async (db) => {
    const household = await db.selectFrom('households').selectAll().where('id', '=', householdId).executeTakeFirst()
    const place = household ? placeOf(ctx, household) : await placeWithout({ ...ctx, db }, reach, householdId, query)
    if (household?.erasedAt) throw new Problem(410, 'people/erased')
    if (query.person) await checkPerson(db, householdId, query.kind, query.person)
    const about = { id, householdId, ...place, kind: query.kind, personId: query.person ?? null }
    const photo = {
      ...about,
      mediaType,
      content,
      sha256: createHash('sha256').update(content).digest('hex'),
      takenBy: ctx.actor.id,
    }
    const added = await db
      .insertInto('photos')
      .values(photo)
      .onConflict((c) => c.doNothing())
      .returning('id')
      .execute()
    if (added.length > 0) {
      const { kind, person } = query
      if (household)
        await insertHappening(ctx, db, {
          householdId: household.id,
          version: household.version,
          what: 'photo',
          after: { kind, personId: person ?? null },
        })
      await record(db, ctx.actor, 'photo.kept', id, { kind: query.kind, bytes: content.length })
    }
    return { id, kind: query.kind, mediaType, bytes: content.length }
  })
}

export const pictureTooLarge = () => new Problem(413, 'people/picture-too-large', { most: mostPictureBytes / 1000 })

/** Nothing is kept of where, when and with what it was taken. */
function cleaned(sent: Buffer) {
  if (sent.length > mostPictureBytes) throw pictureTooLarge()
  const picture = cleanPicture(sent, mostPicturePixels)
  if (!picture) throw new Problem(415, 'people/no-picture')
  return picture
}

function placeOf(ctx: Context, household: Place & { id: string }): Place {
  const place = { organisationId: household.organisationId, siteId: household.siteId }
  if (!within(visible(ctx, 'people.read'), place)) return notFound('household', household.id)
  assertMay(ctx, 'people.write', place)
  return place
}

/** Nobody is registered: the proof is kept by the organisation that gave. Not heard of the delivery yet: by the one that is named, or the only one its sender gives for. */
async function placeWithout(ctx: Context, reach: Reach, delivery: string, { organisation, site }: PhotoQuery): Promise<Place> {
  const known = await elsewhere().placeOf(ctx.db, delivery)
  const mine = reach === 'all' ? [] : [...reach.organisations.map((o) => [o, null] as const), ...(reach.sites ?? []).map(siteOf)]
  const [named, at] = organisation === undefined && mine.length === 1 ? mine[0]! : [organisation, site ?? null]
  const place = known ?? { organisationId: named, siteId: at }
  if (place.organisationId === undefined) throw new Problem(422, 'people/organisation-unknown')
  assertMay(ctx, 'delivery.write', place as Place)
  return place as Place
}

const siteOf = (scope: string) => [Number(scope.split(':')[0]), scope.split(':')[1]!] as const

/** The face of somebody is only kept where they, or who answers for them, agreed to it. */
async function checkPerson(db: Db, householdId: string, kind: PhotoQuery['kind'], person: string): Promise<void> {
  const members = await membersOf(db, await homesOf(db, householdId))
  const member = members.find((m) => m.id === person.toLowerCase())
  if (!member) throw new Problem(422, 'people/person-unknown')
  if (kind !== 'person') return
  if (!(await agreesToPhotos(db, member.id))) throw new Problem(422, 'people/photo-consent-missing')
}

/** One photo; that it was looked at is kept. */
export async function readPhoto(ctx: Context, householdId: string, id: string): Promise<{ mediaType: string; content: Buffer }> {
  const reach = visible(ctx, 'people.read')
  const homes = await homesOf(ctx.db, householdId)
  const photo = await asReader(ctx.db, reach, (db) =>
    db.selectFrom('photos').selectAll().where('householdId', 'in', homes).where('id', '=', id).executeTakeFirst(),
  )
  if (!photo) return notFound('photo', id)
  await noteReadings(ctx, [{ id: photo.householdId, organisationId: photo.organisationId, siteId: photo.siteId }], 'opened')
  return photo
}
