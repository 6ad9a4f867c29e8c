/** A list leaves no second copy of its people: its file, and the rows that came back, go as soon as nobody needs them. */
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { temporaryFiles } from '../../../../test/files.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { whereWritten } from '../../../../test/traces.ts'
import { fileAt, type ReceivedFile } from '../../../core/files.ts'
import { loadPlaces } from '../../places/load.ts'
import { loadPeopleLists } from '../privacy/lists.ts'
import { sendList, takeInList } from './actions.ts'
import type { ListOrder } from './contract.ts'
import { forgetLists } from './jobs.ts'
import { findImport } from './queries.ts'

const site = '019cc000-0000-7000-8000-0000000000e1'
const folder = temporaryFiles()
afterAll(folder.clear)
const file = async (name: string, text: string) => fileAt(folder.put(name, text))
const names = ['Xiomarilda', 'Zunildaris']
const list = 'hh id,full name,sex,age\n1,Xiomarilda Salas Vega,F,40\n2,Zunildaris Lima Toro,Q,41\n'

async function border({ db, ctx, as }: World) {
  await loadPlaces(db)
  await loadPeopleLists(db)
  await sql`insert into sites (id, kind, names, country, created_by) values (${site}, 'border-point', '{"en":"Bridge"}', 'EC', 'test')`.execute(
    db,
  )
  const added = await db
    .insertInto('organisations')
    .values(['Alas', 'Bahía'].map((en) => ({ names: JSON.stringify({ en }) })))
    .returning('id')
    .execute()
  const [alas, bahia] = added.map((o) => o.id) as [number, number]
  const order: Omit<ListOrder, 'organisation'> = {
    ...{ site, consent: 'Asked aloud at the bridge.', how: 'spoken', language: 'es', group: 'inTransit', matching: {} },
  }
  const send = (files: ReceivedFile[], organisation = alas) =>
    sendList(ctx('registration-officer'), files, { ...order, organisation })
  const stored = async () =>
    (await db.selectFrom('files').select('name').where('sentBy', '=', 'test-user').execute()).map((f) => f.name)
  const officer = as([{ role: 'registration-officer', scope: { kind: 'organisation', organisationId: alas } }])
  return { db, send, stored, officer, alas, bahia }
}

test(
  'the file goes when the list was taken in; sent again it is the list that is there, and leaves nothing',
  scenario(async (world) => {
    const { db, send, stored } = await border(world)
    const june = await file('june.csv', list)
    const sent = await send([june])
    expect(await stored()).toEqual(['june.csv'])
    await takeInList(db, sent.id)
    expect(await stored()).toEqual([])
    expect(await findImport(db, sent.id)).toMatchObject({ state: 'done', persons: 1, fileId: null, rowsRefused: 1 })
    expect(await send([june])).toEqual({ id: sent.id, again: true })
    expect(await stored()).toEqual([])
    expect(await db.selectFrom('persons').select('id').where('given', 'like', 'Xiomarilda%').execute()).toHaveLength(1)
  }),
)

test(
  'a file that two organisations sent goes with the second; of two files both go',
  scenario(async (world) => {
    const { db, send, stored, bahia } = await border(world)
    const june = await file('june.csv', list)
    const [one, two] = [await send([june]), await send([june], bahia)]
    await takeInList(db, one.id)
    expect(await stored()).toEqual(['june.csv'])
    await takeInList(db, two.id)
    expect(await stored()).toEqual([])
    const heads = await file('heads.csv', '_index,country\n1,EC\n')
    const members = await file('members.csv', 'full name,sex,age,_parent_index\nNora Salas Vega,F,40,1\n')
    const both = await send([heads, members])
    await takeInList(db, both.id)
    expect([(await findImport(db, both.id))!.state, await stored()]).toEqual(['done', []])
  }),
)

test(
  'what is refused as a whole goes at once, and begins anew when it is sent again; what stopped in the middle stays to go on',
  scenario(async (world) => {
    const { db, send, stored } = await border(world)
    const bare = await file('bare.csv', 'full name,sex\n')
    const refused = await send([bare])
    await expect(takeInList(db, refused.id)).rejects.toMatchObject({ code: 'people/no-rows' })
    expect(await stored()).toEqual([])
    expect(await send([bare])).toEqual({ id: refused.id, again: true })
    expect([await stored(), (await findImport(db, refused.id))!.state]).toEqual([['bare.csv'], 'waiting'])
    await expect(takeInList(db, refused.id)).rejects.toMatchObject({ code: 'people/no-rows' })
    const stops = await send([await file('june.csv', list)])
    const cut = takeInList(db, stops.id, {
      onProgress: () => {
        throw new Error('the process ends here')
      },
    })
    await expect(cut).rejects.toThrow('ends here')
    await forgetLists(db)
    expect(await stored()).toEqual(['june.csv'])
    await takeInList(db, stops.id)
    expect([await stored(), (await findImport(db, stops.id))!.state]).toEqual([[], 'done'])
  }),
)

test(
  'rows that came back go after thirty days, a week after they were fetched, and until when is said; one that nobody takes up again goes too',
  scenario(async (world) => {
    const { db, send, officer, stored } = await border(world)
    const { id } = await send([await file('june.csv', list)])
    await takeInList(db, id)
    const rows = async () =>
      (await db.selectFrom('peopleImportRefusals').select('line').where('importId', '=', id).execute()).length
    const past = (column: string, days: number) =>
      sql`update people_imports set ${sql.id(column)} = now() - make_interval(days => ${days}) where id = ${id}`.execute(db)
    const fetchedBefore = (days: number) =>
      sql`update events set at = now() - make_interval(days => ${days}) where id = (select min(id) from events where subject_id = ${id} and action = 'people.list-refused-fetched')`.execute(
        db,
      )
    const until = async () =>
      Math.round((Date.parse((await officer.get(`/api/people/imports/${id}`)).body.refusedUntil) - Date.now()) / 86_400_000)
    expect(await until()).toBe(30)
    await past('ended_at', 29)
    await forgetLists(db)
    expect([await rows(), await until()]).toEqual([1, 1])
    await past('ended_at', 0)
    const fetched = await officer.get(`/api/people/imports/${id}/refused.csv`)
    expect(fetched.body).toContain('Zunildaris')
    expect(await until()).toBe(7)
    await fetchedBefore(6)
    expect((await officer.get(`/api/people/imports/${id}/refused.csv`)).body).toContain('Zunildaris')
    await forgetLists(db)
    expect([await rows(), await until()]).toEqual([1, 1])
    await fetchedBefore(8)
    await forgetLists(db)
    expect(await rows()).toBe(0)
    expect(await whereWritten(db, ['Zunildaris Lima'])).toEqual([])
    const left = await send([await file('left.csv', `${list}3,Ana Sol Paz,F,20\n`)])
    await sql`update people_imports set state = 'failed', households_seen = 1, ended_at = now() - interval '31 days' where id = ${left.id}`.execute(
      db,
    )
    await forgetLists(db)
    expect(await stored()).toEqual([])
  }),
)

test(
  'of a household from a list nothing is left when it is erased, not in the list either',
  scenario(async (world) => {
    const { db, send, officer } = await border(world)
    const { id } = await send([await file('june.csv', list)])
    await takeInList(db, id)
    const { householdId } = await db
      .selectFrom('persons')
      .select('householdId')
      .where('given', 'like', 'Xiomarilda%')
      .executeTakeFirstOrThrow()
    expect(await officer.post(`/api/people/households/${householdId}/erase`, { reason: 'asked for' })).toMatchObject({
      status: 200,
    })
    expect(await whereWritten(db, names.slice(0, 1))).toEqual([])
  }),
)
