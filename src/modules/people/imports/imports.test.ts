/** Lists of people as the field sends them: by hand, from KoBoToolbox, from ODK; what is kept, what comes back, in words. */
import { afterAll, expect, test } from 'vitest'
import { temporaryFiles } from '../../../../test/files.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { fileAt, type ReceivedFile } from '../../../core/files.ts'
import { nameOrganisations } from '../../organisations/naming.ts'
import { loadPlaces } from '../../places/load.ts'
import { lookAtList, sendList, takeInList } from './actions.ts'
import type { ListOrder } from './contract.ts'
import { findImport, refusalsOf } from './queries.ts'

const folder = temporaryFiles()
afterAll(folder.clear)
const site = '01900000-0000-7000-8000-0000000000a1'

async function border({ db, ctx }: World) {
  await loadPlaces(db)
  const [organisation] = await nameOrganisations(db, [{ names: { en: `Lists ${Math.random()}` } }])
  await db
    .insertInto('sites')
    .values({ id: site, kind: 'border-point', names: '{"en":"Rumichaca"}', country: 'EC', admin1: 'EC-C', createdBy: 'test' })
    .execute()
  const order = (over: Partial<ListOrder> = {}): ListOrder => ({
    organisation: organisation!,
    site,
    consent: 'Asked aloud at the bridge by the team of registration.',
    how: 'spoken',
    language: 'es',
    group: 'inTransit',
    matching: {},
    ...over,
  })
  const send = async (files: ReceivedFile[], over: Partial<ListOrder> = {}) => {
    const sent = await sendList(ctx('registration-officer'), files, order(over))
    await takeInList(db, sent.id).catch(() => {})
    const refused = []
    for await (const row of refusalsOf(db, sent.id)) refused.push(row)
    return { ...sent, row: (await findImport(db, sent.id))!, refused }
  }
  const persons = () =>
    db.selectFrom('persons').selectAll().where('organisationId', '=', organisation!).orderBy('given').execute()
  return {
    db,
    organisation: organisation!,
    order,
    send,
    persons,
    look: (files: ReceivedFile[], matching = {}) =>
      lookAtList(ctx('registration-officer'), files, { organisation: organisation!, matching }),
  }
}
const file = async (name: string, text: string | Uint8Array) => fileAt(folder.put(name, text))
const reasonsOf = (refused: { line: number; reasons: unknown }[]) =>
  refused.map((r) => [r.line, ...(r.reasons as { code: string }[]).map((x) => x.code)])

test(
  'a list by hand in Spanish, semicolons and Windows letters: families by their number, every date as people write it',
  scenario(async (world) => {
    const { send, persons, db } = await border(world)
    const text = [
      'N° familia;Nombres y apellidos;Género;Fecha de Nacimiento;Parentesco con el jefe de hogar;Cédula;Teléfono;Perfil;País',
      '12;María José Peña Ñáñez;Mujer;3/12/1988;Jefa de hogar;V-18.273.645;0987654321;En tránsito;Ecuador',
      '12;Andrés Peña;Niño;12 de mayo de 2015;Hijo;;;;',
      '13;Rodríguez Gómez, Luis Alberto;H;1990;Jefe;V-17.111.222;;Con vocación de permanencia;',
    ].join('\r\n')
    const { row, refused } = await send([await file('lista.csv', Buffer.from(text, 'latin1'))])
    expect(row).toMatchObject({ state: 'done', households: 2, persons: 3, rowsRefused: 0, rowsTotal: 3, rowsRead: 3 })
    expect(refused).toEqual([])
    const kept = await persons()
    expect(kept.map((p) => [p.given, p.family, p.sex, p.birthDate, p.birthPrecision, p.relation])).toEqual([
      ['Andrés', 'Peña', 'male', '2015-05-12', 'day', 'child'],
      ['Luis Alberto', 'Rodríguez Gómez', 'male', '1990-01-01', 'year', 'head'],
      ['María José', 'Peña Ñáñez', 'female', '1988-12-03', 'day', 'head'],
    ])
    const homes = await db.selectFrom('households').selectAll().where('siteId', '=', site).orderBy('phone').execute()
    expect(homes.map((h) => [h.populationGroup, h.phone, h.country, h.admin1])).toEqual([
      ['inTransit', '+593987654321', 'EC', 'EC-C'],
      ['inDestination', null, 'EC', 'EC-C'],
    ])
    expect(
      await db
        .selectFrom('personConsents')
        .select(['isGiven', 'how', 'purpose'])
        .where('householdId', '=', homes[0]!.id)
        .execute(),
    ).toEqual([{ isGiven: true, how: 'spoken', purpose: 'registration' }])
    expect(kept.every((p) => p.nameCodes.length >= 2)).toBe(true)
  }),
)

test(
  'a family with one bad row comes back whole, each row with its reason, and the others are kept',
  scenario(async (world) => {
    const { send } = await border(world)
    const text = [
      'household id,name,sex,age,relation,phone,consent',
      'A,Ana Torres,F,34,head,0987654321,yes',
      'A,Beto Torres,martian,7,son,,',
      'B,Carla Ruiz,f,29,head,,no',
      'C,,F,20,head,,yes',
      'D,Dora Paz,F,31,head,12,yes',
      'E,Elsa Mora,F,thirty,head,,yes',
      'F,Fela Rey,F,28,head,,yes',
      'G,Niño Solo,M,9,head,,yes',
    ].join('\n')
    const { row, refused } = await send([await file('mixed.csv', text)])
    expect(row).toMatchObject({ state: 'done', households: 1, persons: 1, rowsRefused: 7 })
    expect(reasonsOf(refused)).toEqual([
      [2, 'refused.with-its-household'],
      [3, 'refused.sex-unknown'],
      [4, 'refused.consent-refused'],
      [5, 'problem.name-missing'],
      [6, 'problem.phone-unlikely'],
      [7, 'refused.age-unreadable'],
      [9, 'problem.guardian-missing'],
    ])
    expect(refused[1]!.cells).toEqual(['A', 'Beto Torres', 'martian', '7', 'son', '', ''])
  }),
)

test(
  'the same file twice is one import; a key said again in a later file is a candidate, and said so',
  scenario(async (world) => {
    const { send, persons, db, organisation } = await border(world)
    const first = await file('june.csv', 'hh id,full name,sex,age\n7,Nora Salas Vega,F,40\n8,Olga Lima Toro,F,41\n')
    const sent = await send([first])
    const again = await send([first])
    expect([again.id, again.again]).toEqual([sent.id, true])
    expect(await persons()).toHaveLength(2)
    const later = await send([await file('july.csv', 'hh id,full name,sex,age\n7,Nora Salas,F,40\n9,Petra Gil Soto,F,22\n')])
    expect(later.row).toMatchObject({ households: 2, candidates: 1, findings: { 'key-known': 1 } })
    const pairs = await db.selectFrom('duplicatePairs').selectAll().where('organisationId', '=', organisation).execute()
    expect(pairs.map((p) => p.reasons)).toEqual([[{ field: 'list-key', level: 'same', weight: 10 }]])
  }),
)

test(
  'a document that is known is counted as one person and stands in the queue at once',
  scenario(async (world) => {
    const { send, persons } = await border(world)
    await send([
      await file('a.csv', 'name,sex,date of birth,national id,nationality\nNora Salas,F,1980-02-03,V-18273645,venezolana\n'),
    ])
    const second = await send([
      await file('b.csv', 'name,sex,date of birth,national id,nationality\nNorah Zalas,F,1980-02-03,18273645,Venezuelan\n'),
    ])
    expect(second.row).toMatchObject({ persons: 1, candidates: 1 })
    expect(new Set((await persons()).map((p) => p.countedAs)).size).toBe(1)
  }),
)
