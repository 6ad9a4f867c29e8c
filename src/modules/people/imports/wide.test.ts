/** Lists as wide as forms with a column for each answer, and the specific needs they bring. */
import { afterAll, expect, test } from 'vitest'
import { sheetXml, temporaryFiles, workbookOf } from '../../../../test/files.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import type { Grant } from '../../../core/access.ts'
import { fileAt, type ReceivedFile } from '../../../core/files.ts'
import { nameOrganisations } from '../../organisations/naming.ts'
import { loadPlaces } from '../../places/load.ts'
import { loadPeopleLists } from '../privacy/lists.ts'
import { sendList, takeInList } from './actions.ts'
import { lookAtList } from './looking.ts'
import { findImport, refusalsOf } from './queries.ts'

const folder = temporaryFiles()
afterAll(folder.clear)
const site = '01900000-0000-7000-8000-0000000000b2'
const file = async (name: string, text: string | Uint8Array) => fileAt(folder.put(name, text))

async function border({ db, ctx, as }: World) {
  await loadPlaces(db)
  await loadPeopleLists(db)
  const [organisationId] = await nameOrganisations(db, [{ names: { en: `Wide ${Math.random()}` } }])
  const scope = { kind: 'organisation' as const, organisationId: organisationId! }
  await db
    .insertInto('sites')
    .values({ id: site, kind: 'border-point', names: '{"en":"Rumichaca"}', country: 'EC', admin1: 'EC-C', createdBy: 'test' })
    .execute()
  const plain: Grant[] = [grant('registration-officer', scope)]
  const guarding: Grant[] = [...plain, grant('protection-officer', scope)]
  const send = async (
    list: ReceivedFile,
    { grants = plain, matching = {} }: { grants?: Grant[]; matching?: Record<string, 'needs'> } = {},
  ) => {
    const how = { consent: 'Asked aloud at the bridge by the team.', how: 'spoken', language: 'es', group: 'inTransit' } as const
    const sent = await sendList(ctx(grants), [list], { organisation: organisationId!, site, matching, ...how })
    await takeInList(db, sent.id)
    const refused = []
    for await (const row of refusalsOf(db, sent.id)) refused.push(row)
    return { row: (await findImport(db, sent.id))!, refused }
  }
  const needs = async () => {
    const rows = await db
      .selectFrom('personNeeds as n')
      .innerJoin('persons as p', 'p.id', 'n.personId')
      .select(['p.given', 'n.need', 'n.since', 'n.isRestricted'])
      .where('n.organisationId', '=', organisationId!)
      .execute()
    return rows.map((r) => `${r.given} ${r.need} ${r.since}${r.isRestricted ? ' restricted' : ''}`).toSorted()
  }
  const look = (list: ReceivedFile) => lookAtList(ctx(plain), [list], { organisation: organisationId!, matching: {} })
  return { db, organisation: organisationId!, send, needs, look, plain: as(plain), guarding: as(guarding), both: guarding }
}

const wide = (count: number) => Array.from({ length: count }, (_, i) => `cuestionario/pregunta ${i}/opcion`)

test(
  'a workbook and a table of 2 000 columns are taken in, and what came back comes back whole; one of more is refused in words',
  scenario(async (world) => {
    const { send, look } = await border(world)
    const headers = [...wide(1996), 'Nombre completo', 'Sexo', 'Edad', 'otro nombre de la mascota']
    const rows = [
      [...wide(1996).map((_, i) => i % 2), 'Ana Sol Paz', 'F', 30, ''],
      [...wide(1996).map(() => null), 'Eva Mar Gil', 'martian', 40, 'Toby'],
    ]
    const book = await file('wide.xlsx', workbookOf({ Registro: sheetXml([headers, ...rows]) }))
    const seen = await look(book)
    expect([seen.shape, seen.columns.length]).toEqual(['rows', 2000])
    expect(seen.columns.filter((c) => c.field !== null).map((c) => c.field)).toEqual(['name', 'sex', 'age'])
    expect(seen.columns.filter((c) => c.like !== null).map((c) => c.header)).toEqual(['otro nombre de la mascota'])
    const taken = await send(book)
    expect(taken.row).toMatchObject({ state: 'done', persons: 1, rowsRefused: 1 })
    expect([taken.refused[0]!.cells.length, taken.refused[0]!.cells.at(-1)]).toEqual([2000, 'Toby'])
    const table = [headers, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\n')
    expect((await send(await file('wide.csv', table))).row).toMatchObject({ persons: 1, rowsRefused: 1 })
    const wider = await file('wider.csv', table.replaceAll('\n', ',x\n'))
    await expect(send(wider)).rejects.toMatchObject({ code: 'core/too-wide', detail: { columns: 2000 } })
  }),
)

test(
  'needs come by code or by name in any of the four languages, dated by the day of the row, or of the import',
  scenario(async (world) => {
    const { send, needs } = await border(world)
    const today = new Date().toISOString().slice(0, 10)
    const text = [
      'nombre completo;sexo;edad;fecha de registro;necesidades específicas',
      'Ana Sol Paz;F;30;03/05/2026;Embarazada, Maladie chronique',
      'Eva Mar Gil;F;40;;pregnant single_parent',
      'Isa Luz Rey;F;41;2999-01-01;ninguna',
      'Oda Paz Sol;F;42;;algo muy distinto',
      'Uma Rey Mar;F;43;2026-05-04T10:00:00Z;Deficiência',
    ].join('\n')
    const { row, refused } = await send(await file('needs.csv', text))
    expect(refused).toEqual([])
    expect(row).toMatchObject({ persons: 5, findings: { 'need-unknown': 1, 'disability-unasked': 1 } })
    expect(await needs()).toEqual([
      'Ana chronic-illness 2026-05-03',
      'Ana pregnant 2026-05-03',
      `Eva pregnant ${today}`,
      `Eva single-parent ${today}`,
      'Uma disability 2026-05-04',
    ])
  }),
)

test(
  'a repeat of KoBoToolbox with a column for each need; one that somebody matched; nobody is made of empty answers',
  scenario(async (world) => {
    const { send, needs } = await border(world)
    const book = workbookOf({
      Registro: sheetXml([
        ['hogar/telefono', '_submission_time', '_index'],
        ['0987654321', '2026-04-02T08:00:00', 1],
      ]),
      miembros: sheetXml([
        [
          'miembros/nombre_completo',
          'miembros/sexo',
          'miembros/edad',
          'miembros/parentesco',
          'miembros/vulnerabilidades',
          'miembros/vulnerabilidades/pregnant',
          'miembros/vulnerabilidades/single_parent',
          'miembros/salud/Enfermedad crónica',
          '_parent_index',
        ],
        ['Ana Sol Paz', 'mujer', 30, 'jefa', 'pregnant', 1, 0, 'true', 1],
        ['Leo Sol Paz', 'hombre', 40, 'pareja', 'single_parent', 'False', 'TRUE', '0', 1],
      ]),
    })
    const matching = { 'miembros/salud/Enfermedad crónica': 'needs' as const }
    expect((await send(await file('kobo.xlsx', book), { matching })).row).toMatchObject({ persons: 2, rowsRefused: 0 })
    expect(await needs()).toEqual(['Ana chronic-illness 2026-04-02', 'Ana pregnant 2026-04-02', 'Leo single-parent 2026-04-02'])
    const beside =
      'nombre 1,sexo 1,edad 1,nombre 2,sexo 2,edad 2,persona_2/needs/pregnant,necesidades\nEva Luz Gil,F,30,,,,0,lactancia\n'
    expect((await send(await file('beside.csv', beside))).row).toMatchObject({ persons: 1, rowsRefused: 0 })
    const named = 'nombre 1,sexo 1,edad 1,nombre 2,sexo 2,edad 2,necesidades\nIda Luz Gil,F,30,Leo Gil,M,40,En lactancia\n'
    await send(await file('named.csv', named))
    expect(await needs()).toContainEqual(expect.stringMatching(/^Ida breastfeeding /))
  }),
)

test(
  'columns called as needs hold yes and no, beside a column of needs; what is neither is refused in words at its row',
  scenario(async (world) => {
    const { send, needs, look, plain } = await border(world)
    const text = [
      'nombre completo;sexo;edad;fecha de registro;necesidades;Embarazada;disability (sí/no);Enceinte ?;¿Está en lactancia?;Enfermedad crónica',
      'Ana Sol Paz;F;30;2026-05-03;En lactancia;Sí;no;;sí;x',
      'Eva Mar Gil;F;40;2026-05-03;;0;TRUE;;no;no aplica',
      'Isa Luz Rey;F;41;2026-05-03;;7 meses;;;;-',
      'Oda Paz Sol;F;42;2026-05-03;;embarazada;;;;ninguna',
    ].join('\n')
    const list = await file('columns.csv', text)
    const placed = (await look(list)).columns.map((c) => [c.header, c.field, c.need, c.like]).slice(4)
    expect(placed).toEqual([
      ['necesidades', 'needs', null, null],
      ['Embarazada', 'needs', 'pregnant', null],
      ['disability (sí/no)', 'needs', 'disability', null],
      // The same need a second time is left to whoever sends it, and so is what is only like one.
      ['Enceinte ?', null, null, 'needs'],
      ['¿Está en lactancia?', null, null, 'needs'],
      ['Enfermedad crónica', 'needs', 'chronic-illness', null],
    ])
    const { row, refused } = await send(list)
    expect(row).toMatchObject({ persons: 3, rowsRefused: 1 })
    expect(refused[0]!.reasons).toEqual([
      { field: 'needs', code: 'refused.need-unclear', values: { column: 'Embarazada', written: '7 meses' } },
    ])
    expect((await plain.get(`/api/people/imports/${row.id}/refused.csv`)).body).toContain('says neither yes nor no')
    expect(await needs()).toEqual([
      'Ana breastfeeding 2026-05-03',
      'Ana chronic-illness 2026-05-03',
      'Ana pregnant 2026-05-03',
      'Eva disability 2026-05-03',
      'Oda pregnant 2026-05-03',
    ])
  }),
)

test(
  'columns called as needs of persons side by side, of members in a form, of another name that somebody matched, and of who protects',
  scenario(async (world) => {
    const { send, needs, both } = await border(world)
    const beside =
      'nombre 1,sexo 1,edad 1,embarazada 1,nombre 2,sexo 2,edad 2,persona_2/discapacidad,single parent\nEva Gil,F,30,si,Leo Gil,M,40,1,yes\n'
    expect((await send(await file('beside.csv', beside))).row).toMatchObject({ persons: 2, rowsRefused: 0 })
    expect((await needs()).map((n) => n.split(' ').slice(0, 2).join(' '))).toEqual([
      'Eva pregnant',
      'Eva single-parent',
      'Leo disability',
    ])
    const close = 'nombre completo,sexo,edad,¿Está embarazada?\nIda Luz Mar,F,30,sí\nUma Luz Mar,F,31,no\n'
    await send(await file('close.csv', close), { matching: { '¿Está embarazada?': 'needs' } })
    expect((await needs()).filter((n) => /^(Ida|Uma)/.test(n))).toEqual([expect.stringMatching(/^Ida pregnant /)])
    const survivors = 'name,sex,age,survivor\nIna Sol,F,30,yes\nAda Sol,F,31,no\n'
    const first = await send(await file('survivors.csv', survivors))
    expect(first.row).toMatchObject({ persons: 1, rowsRefused: 1 })
    expect(first.refused[0]!.reasons).toMatchObject([{ code: 'refused.need-restricted' }])
    await send(await file('ina.csv', survivors.split('\n').slice(0, 2).join('\n')), { grants: both })
    expect((await needs()).filter((n) => n.includes('survivor'))).toEqual([expect.stringMatching(/^Ina .* restricted$/)])
  }),
)

test(
  'the number of a document that is too long is called so, with its column',
  scenario(async (world) => {
    const { send, plain } = await border(world)
    const text = `name,sex,age,id number\nAna Sol Paz,F,30,${'V1234567'.repeat(8)}\nEva Mar Gil,F,40,${'12345678-'.repeat(5)}\n`
    const { row, refused } = await send(await file('long.csv', text))
    expect(refused.map((r) => (r.reasons as { code: string }[])[0]!.code)).toEqual(['refused.too-long'])
    const csv = (await plain.get(`/api/people/imports/${row.id}/refused.csv`)).body
    expect(csv).toContain('What stands under “Document number” is longer than 40 characters. Shorten it.')
  }),
)

test(
  'a restricted need is refused in words for who may not write it, kept for who protects; so is one of another time',
  scenario(async (world) => {
    const { send, needs, db, both, plain, guarding, organisation } = await border(world)
    await db
      .insertInto('needKinds')
      .values({ code: 'old-one', names: '{"en":"Old one"}', position: 90, retiredAt: new Date('2026-01-01T00:00:00Z') })
      .execute()
    const rows = [
      'name,sex,age,specific needs',
      'Ana Sol Paz,F,30,Survivor of violence',
      'Eva Mar Gil,F,40,old one',
      'Isa Luz Rey,F,41,pregnant',
    ]
    const first = await send(await file('restricted.csv', rows.join('\n')))
    expect(first.row).toMatchObject({ persons: 1, rowsRefused: 2 })
    expect(first.refused.map((r) => (r.reasons as { code: string }[])[0]!.code)).toEqual([
      'refused.need-restricted',
      'problem.need-retired',
    ])
    const csv = (await plain.get(`/api/people/imports/${first.row.id}/refused.csv`)).body
    expect(csv).toContain('“survivor” is written by protection officers only.')
    const second = await send(await file('again.csv', rows.slice(0, 2).join('\n')), { grants: both })
    expect(second.row).toMatchObject({ persons: 1, rowsRefused: 0 })
    expect((await needs()).filter((n) => n.includes('survivor'))).toEqual([expect.stringContaining('restricted')])
    // The registry that leaves holds them the same way: restricted ones only for those who may read them.
    const address = `/api/people/households.csv?organisation=${organisation}`
    const [seen, all] = [(await plain.get(address)).body as string, (await guarding.get(address)).body as string]
    expect([seen.includes('pregnant'), seen.includes('survivor')]).toEqual([true, false])
    expect([all.includes('pregnant'), all.includes('survivor')]).toEqual([true, true])
    expect(seen).toContain('Specific needs,Registration date')
  }),
)
