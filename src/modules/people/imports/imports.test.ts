/** Lists of people as the field sends them: by hand, from KoBoToolbox, from ODK; what is kept, what comes back, in words. */
import { afterAll, expect, test } from 'vitest'
import { sheetXml, temporaryFiles, workbookOf, zipOf } from '../../../../test/files.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { fileAt, type ReceivedFile } from '../../../core/files.ts'
import { nameOrganisations } from '../../organisations/naming.ts'
import { loadPlaces } from '../../places/load.ts'
import { sendList, takeInList } from './actions.ts'
import type { ListOrder } from './contract.ts'
import { lookAtList } from './looking.ts'
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
  const documents = () =>
    db
      .selectFrom('personDocuments as d')
      .innerJoin('households as h', 'h.id', 'd.householdId')
      .select(['d.kind', 'd.country'])
      .where('h.organisationId', '=', organisation!)
      .orderBy('d.number')
      .execute()
  return {
    db,
    organisation: organisation!,
    order,
    send,
    persons,
    documents,
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

test(
  'a number of which the list does not say the country joins nobody; whose record it may be is left to people',
  scenario(async (world) => {
    const { send, persons, documents } = await border(world)
    await send([await file('peru.csv', 'name,sex,age,dni\nNora Salas,F,40,45678912\nOlga Lima,F,41,V-18273645\n')])
    await send([await file('colombia.csv', 'name,sex,age,cedula\nBruno Vega,M,60,45678912\nOlga Lima,F,41,V-18273645\n')])
    const people = await persons()
    const [bruno, nora, olga, same] = people.map((p) => p.countedAs)
    expect(new Set([bruno, nora, olga])).toHaveLength(3)
    expect(same).toBe(olga)
    expect((await documents()).map((d) => d.country)).toEqual(['', '', '', ''])
  }),
)

test(
  'whose people somebody is of does not say who gave them a permit; an issuer that is not understood is not guessed',
  scenario(async (world) => {
    const { send, documents } = await border(world)
    const columns = 'name,sex,age,nationality,document type,document number,issuing country,passport'
    const rows = [
      'Ana Sol,F,40,venezolana,PPT,5551234,,',
      'Bea Luz,F,40,venezolana,PPT,5551235,Colombia,088817263',
      'Eva Paz,F,40,venezolana,cédula,18273645,,',
      'Ivo Mar,M,40,venezolana,pasaporte,18273646,Atlantis,',
      'Ino Sal,M,40,venezolana,,,Chile,99817263',
    ]
    await send([await file('permits.csv', `${columns}\n${rows.join('\n')}\n`)])
    expect((await documents()).map((d) => [d.kind, d.country])).toEqual([
      ['passport', 'VE'],
      ['national-id', 'VE'],
      ['passport', ''],
      ['permit', ''],
      ['permit', 'CO'],
      ['passport', 'CL'],
    ])
  }),
)

test(
  'an export of KoBoToolbox: households on the first sheet, members of the repeat on the second, joined by their index',
  scenario(async (world) => {
    const { send, persons, db } = await border(world)
    const book = workbookOf({
      Registro: sheetXml([
        [
          'start',
          'end',
          'hogar/head_name',
          'hogar/head_sex',
          'hogar/head_age',
          'hogar/grupo_poblacional',
          'hogar/idiomas',
          'hogar/idiomas/es',
          'hogar/idiomas/pt',
          'hogar/telefono',
          '_id',
          '_uuid',
          '_submission_time',
          '_index',
        ],
        [
          '2026-05-01',
          '2026-05-01',
          'Yuleisy Zambrano',
          'mujer',
          31,
          'en_transito',
          '',
          1,
          0,
          987654321,
          501,
          'aa',
          '2026-05-01',
          1,
        ],
        ['2026-05-01', '2026-05-01', 'Omar Rivas', 'hombre', 44, 'en_transito', '', 1, 1, null, 502, 'bb', '2026-05-01', 2],
      ]),
      miembros: sheetXml([
        [
          'miembros/nombre_completo',
          'miembros/sexo',
          'miembros/edad',
          'miembros/parentesco',
          '_index',
          '_parent_table_name',
          '_parent_index',
          '_submission__id',
        ],
        ['Ana Zambrano', 'nina', '8 meses', 'hija', 1, 'Registro', 1, 501],
        ['Perdida Sola', 'f', 3, 'hija', 2, 'Registro', 9, 509],
      ]),
    })
    const { row, refused } = await send([await file('kobo.xlsx', book)])
    expect(row).toMatchObject({ state: 'done', households: 2, persons: 3, rowsRefused: 1 })
    expect(refused.map((r) => [r.sheet, r.line])).toEqual([[1, 3]])
    expect(reasonsOf(refused)).toEqual([[3, 'refused.parent-missing']])
    const kept = await persons()
    expect(kept.map((p) => [p.given, p.relation, p.sex])).toEqual([
      ['Ana', 'child', 'female'],
      ['Omar', 'head', 'male'],
      ['Yuleisy', 'head', 'female'],
    ])
    const homes = await db
      .selectFrom('households')
      .select(['languages', 'populationGroup'])
      .where('siteId', '=', site)
      .orderBy('id')
      .execute()
    expect(homes.map((h) => h.languages).sort()).toEqual([['es'], ['es', 'pt']])
  }),
)

test(
  'what ODK Central gives: a zip of two tables, joined by KEY and PARENT_KEY',
  scenario(async (world) => {
    const { send, persons } = await border(world)
    const zip = zipOf({
      'registration.csv':
        'SubmissionDate,household-phone,household-population_group,meta-instanceID,KEY,SubmitterName\n2026-05-01T10:00:00Z,0987654321,in transit,uuid:1,uuid:1,Ana\n',
      'registration-members.csv':
        'full_name,sex,date_of_birth,relationship,PARENT_KEY,KEY\nJo Doe,female,1990-01-02,head,uuid:1,uuid:1/members[1]\nLi Doe,male,2015-03-04,child,uuid:1,uuid:1/members[2]\n',
    })
    const { row } = await send([await file('registration.zip', zip)])
    expect(row).toMatchObject({ state: 'done', households: 1, persons: 2, rowsRefused: 0 })
    expect((await persons()).map((p) => p.relation)).toEqual(['head', 'child'])
  }),
)

test(
  'one row for a household, its members side by side; and heads that begin a household where nothing else does',
  scenario(async (world) => {
    const { send, persons } = await border(world)
    const beside = 'nombre 1,sexo 1,edad 1,nombre 2,sexo 2,edad 2\nEva Luz Gil,F,30,Leo Gil Paz,M,5\nIda Mar Sol,F,50,,,\n'
    expect((await send([await file('beside.csv', beside)])).row).toMatchObject({ households: 2, persons: 3, rowsRefused: 0 })
    const heads = 'name,sex,age,relationship\nEla Roa Vid,F,30,head\nSon Roa Vid,M,4,son\nAda Luz Rey,F,61,head\n'
    expect((await send([await file('heads.csv', heads)])).row).toMatchObject({ households: 2, persons: 3 })
    expect(await persons()).toHaveLength(6)
  }),
)

test(
  'columns that fit nowhere are named, and where somebody puts one it is remembered for the organisation',
  scenario(async (world) => {
    const { look, send } = await border(world)
    const strange = await file('strange.csv', 'Quién,Q2,Edad,Zapatos\nMara Sol Paz,F,20,38\n')
    const seen = await look([strange])
    expect(seen.shape).toBeNull()
    expect(seen.columns.map((c) => [c.header, c.field])).toEqual([
      ['Quién', null],
      ['Q2', null],
      ['Edad', 'age'],
      ['Zapatos', null],
    ])
    expect((await send([strange])).row.problem).toMatchObject({ code: 'people/no-names-column' })
    const { row } = await send([strange], { matching: { Quién: 'name', Q2: 'sex' } })
    expect(row).toMatchObject({ state: 'done', persons: 1 })
    const next = await look([await file('next.csv', 'quien,q2,edad\nNoa Sol Rey,M,21\n')])
    expect([next.shape, next.columns.map((c) => c.how)]).toEqual(['rows', ['remembered', 'remembered', 'known']])
  }),
)

test(
  'a list that was cut off goes on where it stopped and writes nobody twice',
  scenario(async (world) => {
    const { db, ctx, order, persons } = { ...(await border(world)), ctx: world.ctx }
    const rows = Array.from({ length: 5300 }, (_, i) => `${i},Nombre${i} Apellido${i} Otro${i},F,${20 + (i % 40)}`)
    const list = await file('long.csv', `hh id,full name,sex,age\n${rows.join('\n')}\n`)
    const { id } = await sendList(ctx('registration-officer'), [list], order())
    let said = 0
    const cut = takeInList(db, id, {
      onProgress: () => {
        if (++said === 1) throw new Error('the process ends here')
      },
    })
    await expect(cut).rejects.toThrow('ends here')
    const stopped = (await findImport(db, id))!
    expect([stopped.state, stopped.households > 0 && stopped.households < 5300]).toEqual(['failed', true])
    expect(await persons()).toHaveLength(stopped.persons)
    await takeInList(db, id)
    expect(await findImport(db, id)).toMatchObject({ state: 'done', households: 5300, persons: 5300, rowsRefused: 0 })
    expect(await persons()).toHaveLength(5300)
  }),
)

test(
  'rubbish is refused in words: a picture, an empty file, headers alone, a quotation mark without end',
  scenario(async (world) => {
    const { send } = await border(world)
    const codes = []
    for (const [name, content] of [
      ['photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
      ['empty.csv', ''],
      ['headers.csv', 'name,sex\n'],
      ['zeros.csv', Buffer.from('name,sex\n\0\0\0')],
    ] as const)
      codes.push(((await send([await file(name, content)])).row.problem as { code: string }).code)
    expect(codes).toEqual(['core/file-not-readable', 'people/file-empty', 'people/no-rows', 'core/nul-bytes'])
  }),
)

test(
  'what is too long is said with the name of its column and at its own row; more people than a household can have are said as that',
  scenario(async (world) => {
    const { organisation, db } = await border(world)
    const officer = world.as([{ role: 'registration-officer', scope: { kind: 'organisation', organisationId: organisation } }])
    const crowd = Array.from({ length: 61 }, (_, n) => `B,Persona ${n},Refugio,F,30,${n === 0 ? 'head' : 'child'},`)
    const rows = [
      'A,Ana,Torres,F,34,head,',
      `A,${'Beto'.repeat(60)},Torres,M,7,son,`,
      `C,Carla,Ruiz,F,29,head,${'Calle larga '.repeat(30)}`,
      ...crowd,
    ]
    const parts = new FormData()
    parts.set('file', new File([['household id,given,family,sex,age,relation,address', ...rows].join('\n')], 'long.csv'))
    const said = { organisation: String(organisation), site, consent: 'Asked aloud at the bridge.', group: 'inTransit' }
    for (const [k, v] of Object.entries(said)) parts.set(k, v)
    const sent = await officer.post('/api/people/imports', parts)
    await takeInList(db, sent.body.id)
    const refused = (await officer.get(`/api/people/imports/${sent.body.id}/refused.csv`)).body as string
    const at = (line: number) => refused.split('\n').find((row) => row.includes(`,${line},`))
    expect(at(2)).toContain('Another row of this household was refused (row 3)')
    expect(at(3)).toContain('What stands under “Given names” is longer than 200 characters. Shorten it.')
    expect(at(4)).toContain('What stands under “Address” is longer than 300 characters. Shorten it.')
    expect(at(5)).toContain('More than 60 people have this household’s number.')
  }),
)

test(
  'through the API: only who answers for the organisation sends and sees lists; refused rows come back safe, the registry leaves and can come in elsewhere',
  scenario(async (world) => {
    const { organisation, db } = await border(world)
    const officer = world.as([{ role: 'registration-officer', scope: { kind: 'organisation', organisationId: organisation } }])
    const stranger = world.as([
      { role: 'registration-officer', scope: { kind: 'organisation', organisationId: organisation + 1000 } },
    ])
    const form = () => {
      const parts = new FormData()
      parts.set('file', new File(['name,sex,age,phone\n=cmd|x,Q,30,\nAna María Sol,F,30,+593987654321\n'], 'list.csv'))
      for (const [k, v] of Object.entries({
        organisation: String(organisation),
        site,
        consent: 'Asked aloud at the bridge.',
        group: 'inTransit',
      }))
        parts.set(k, v)
      return parts
    }
    expect((await world.as('field-worker').post('/api/people/imports', form())).status).toBe(403)
    expect((await stranger.post('/api/people/imports', form())).status).toBe(403)
    expect((await world.as('administrator').post('/api/people/imports', form())).status).toBe(403)
    const look = await officer.post('/api/people/imports/look', form())
    expect([look.status, look.body.shape]).toEqual([200, 'rows'])
    const sent = await officer.post('/api/people/imports', form())
    expect([sent.status, sent.body.state]).toEqual([202, 'waiting'])
    expect((await officer.post('/api/people/imports', form())).status).toBe(200)
    await takeInList(db, sent.body.id)
    expect((await officer.get(`/api/people/imports/${sent.body.id}`)).body).toMatchObject({
      state: 'done',
      persons: 1,
      rowsRefused: 1,
    })
    expect((await stranger.get(`/api/people/imports/${sent.body.id}`)).status).toBe(404)
    expect((await stranger.get('/api/people/imports')).body).toEqual([])
    const refused = await officer.get(`/api/people/imports/${sent.body.id}/refused.csv`)
    expect(refused.body).toContain('“Q” is not understood as a sex.')
    expect(refused.body).toContain("'=cmd|x")
    const leaving = await officer.get(`/api/people/households.csv?organisation=${organisation}`)
    expect(leaving.body).toContain('Ana,María Sol')
    expect((await stranger.get(`/api/people/households.csv?organisation=${organisation}`)).body).not.toContain('Ana')
    expect(await db.selectFrom('readings').select('how').where('organisationId', '=', organisation).execute()).toEqual([
      { how: 'exported' },
    ])
    const again = new FormData()
    again.set('file', new File([leaving.body], 'again.csv'))
    for (const [k, v] of Object.entries({ organisation: String(organisation), site, consent: 'Asked aloud at the bridge.' }))
      again.set(k, v)
    const back = await officer.post('/api/people/imports', again)
    await takeInList(db, back.body.id)
    expect((await officer.get(`/api/people/imports/${back.body.id}`)).body).toMatchObject({
      state: 'done',
      persons: 0,
      rowsRefused: 1,
    })
    expect((await officer.get(`/api/people/imports/${back.body.id}/refused.csv`)).body).toContain('is registered already')
  }),
)
