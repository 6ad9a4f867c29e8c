/** A list of cash: what each household receives in money, from the list to its deliveries. */
import { writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { cashOf, listOf, upload } from '../../../../test/cash.ts'
import { temporaryFiles } from '../../../../test/files.ts'
import { scenario } from '../../../../test/scenario.ts'
import { openBook } from '../../../core/tables/book.ts'

const folder = temporaryFiles()
afterAll(folder.clear)

test(
  'a list of cash says what each household receives and how; a list of kits says neither',
  scenario(async (world) => {
    const { field, mechanism, worker, list } = await cashOf(world)
    const code = async (over: object) => (await worker.post('/api/distributions', listOf(field, over))).body.type ?? 'made'
    expect(await code({})).toMatch(/value-missing$/)
    expect(await code({ cashValueUsd: 40 })).toMatch(/mechanism-missing$/)
    expect(await code({ cashValueUsd: 40, mechanism: 999_999 })).toMatch(/mechanism-unknown$/)
    expect(await code({ service: field.services['food-kit'], cashValueUsd: 40 })).toMatch(/value-unexpected$/)
    expect((await worker.post('/api/distributions', listOf(field, { cashValueUsd: -1, mechanism }))).status).toBe(400)
    expect((await worker.post('/api/distributions', list)).body).toMatchObject({ cashValueUsd: 40, mechanism })
  }),
)

test(
  'the list that comes back gives each household its own value; a wrong amount is said for its row, the others are kept',
  scenario(async (world) => {
    const { mechanism, worker, families, list, given, url } = await cashOf(world)
    await worker.post('/api/distributions', list)
    await worker.put(`${url}/households`, { households: families })
    const planned = await worker.post(
      `${url}/households`,
      upload('card,value\nH-00000002,"60,50"\nH-00000003,lots\n', { add: 'yes' }),
    )
    expect(planned.body).toMatchObject({ expected: 6, unclear: [{ row: 3, written: 'lots' }] })
    expect(planned.body.households.map((h: { cashValueUsd: number }) => h.cashValueUsd)).toEqual([40, 60.5, 40, 40, 40, 40])
    const back = upload(
      'Tarjeta,Vino (sí/no),Valor entregado (USD)\nH-00000001,sí,\nH-00000002,sí,\nH-00000003,sí,"45,25"\nH-00000004,sí,cuarenta\nH-00000005,sí,-40\nH-00000006,sí,400\n',
    )
    const { body } = await worker.post(`${url}/returned`, back)
    expect([body.recorded, body.refused, body.rows.map((r: { row: number }) => r.row)]).toEqual([3, 3, [5, 6, 7]])
    expect(body.rows.map((r: { says: string }) => r.says)).toEqual([
      expect.stringContaining('“cuarenta” is no amount'),
      expect.stringContaining('“-40” is no amount'),
      '400 USD is more than three times the 40 USD planned for this household. Correct the amount, or plan more for the household, then send it again.',
    ])
    const written = (await given()).map((d) => [families.indexOf(d.householdId), d.cashValueUsd, d.mechanismId])
    expect(written.sort()).toEqual([
      [0, 40, mechanism],
      [1, 60.5, mechanism],
      [2, 45.25, mechanism],
    ])
    const detail = (await worker.get(url)).body
    expect(detail.households[2].came).toMatchObject({ cashValueUsd: 45.25 })
  }),
)

test(
  'the workbook and the paper have the value of each household; what was filled in comes back',
  scenario(async (world) => {
    const { worker, families, list, url } = await cashOf(world)
    await worker.post('/api/distributions', list)
    await worker.put(`${url}/households`, { households: families.slice(0, 1), cashValueUsd: 75 })
    await worker.put(`${url}/households`, { households: families.slice(1, 2), add: true })
    const book = await openBook(folder.put('list.xlsx', (await worker.get(`${url}/list.xlsx`)).body))
    const rows = []
    for await (const some of book.rows(book.sheets[0]!)) rows.push(...some)
    book.close()
    expect([rows[0]!.values[4], rows[0]!.values[8]]).toEqual(['Value expected (USD)', 'Value given (USD)'])
    expect(rows.slice(1).map((r) => r.values[4])).toEqual([75, 40])
    const filled = rows.map(({ values }, n) =>
      values.map((v, at) => (n === 1 && at === 5 ? 'yes' : n === 1 && at === 8 ? '70' : (v ?? ''))),
    )
    const { body } = await worker.post(`${url}/returned`, upload(filled.map((r) => r.join(',')).join('\n')))
    expect(body).toMatchObject({ recorded: 1, refused: 0, absent: 1 })
    expect((await worker.get(url)).body.households[0].came).toMatchObject({ cashValueUsd: 70 })
    const paper = await worker.get(`${url}/list.pdf`)
    expect([paper.status, Buffer.from(paper.body).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    if (process.env.SENDA_LOOK) writeFileSync(`${process.env.SENDA_LOOK}/cash.pdf`, paper.body)
  }),
)
