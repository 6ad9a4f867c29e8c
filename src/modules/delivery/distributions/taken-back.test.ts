/** A list is typed in wrongly, one row is taken back, and the list is sent again: the mended row is given, what was taken back is not. */
import { v7 as uuid } from 'uuid'
import { afterAll, expect, test } from 'vitest'
import { cashOf, upload } from '../../../../test/cash.ts'
import { temporaryFiles } from '../../../../test/files.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { openBook } from '../../../core/tables/book.ts'

const folder = temporaryFiles()
afterAll(folder.clear)

/** A list of six, all of whom came; of the first, 100 was typed instead of 10, and taken back. */
async function mistyped(world: World) {
  const { worker, families, list, url } = await cashOf(world)
  await worker.post('/api/distributions', list)
  await worker.put(`${url}/households`, { households: families })
  const typed = (usd: string, collector = '') =>
    ['card,came,collected by,value', ...families.map((_, n) => `H-0000000${n + 1},yes,${n ? ',' : `${collector},${usd}`}`)].join(
      '\n',
    )
  const send = async (text: string) => (await worker.post(`${url}/returned`, upload(text))).body
  const read = async () => (await worker.get(url)).body
  const takeBack = async () => {
    const entry = (await read()).households[0].came.delivery
    const back = { id: uuid(), delivery: entry, reason: 'It was another quantity', at: new Date().toISOString() }
    expect((await worker.post(`/api/deliveries/${entry}/reverse`, back)).status).toBe(200)
  }
  const exported = async () => {
    const book = await openBook(folder.put('list.xlsx', (await worker.get(`${url}/list.xlsx`)).body))
    const rows = []
    for await (const some of book.rows(book.sheets[0]!)) rows.push(...some)
    book.close()
    return rows.map(({ values }) => values.map((v) => String(v ?? '')))
  }
  expect(await send(typed('100'))).toMatchObject({ recorded: 6 })
  return { typed, send, read, takeBack, exported }
}
const asText = (rows: string[][]) => rows.map((r) => r.join(',')).join('\n')

test(
  'the mended list gives anew what was taken back, once however often it is sent; mended once more, once more',
  scenario(async (world) => {
    const { typed, send, read, takeBack } = await mistyped(world)
    await takeBack()
    expect(await send(typed('10'))).toMatchObject({ recorded: 1, again: 5, refused: 0 })
    expect(await send(typed('10'))).toMatchObject({ recorded: 0, again: 6 })
    expect(await read()).toMatchObject({ came: 6, given: 6, households: [{ came: { cashValueUsd: 10 } }, {}, {}, {}, {}, {}] })
    await takeBack()
    expect(await send(typed('10', 'Her sister'))).toMatchObject({ recorded: 1, again: 5 })
    expect((await read()).households[0].came).toMatchObject({ cashValueUsd: 10, collectedBy: 'Her sister' })
  }),
)

test(
  'a list from before repeats what was taken back and gives nothing; one downloaded since may say it all the same',
  scenario(async (world) => {
    const { typed, send, read, takeBack, exported } = await mistyped(world)
    const before = await exported()
    await takeBack()
    for (const old of [typed('100'), asText(before)])
      expect(await send(old)).toMatchObject({
        ...{ recorded: 0, again: 5, refused: 1 },
        rows: [
          { row: 2, says: expect.stringMatching(/was recorded and taken back on \d{4}-\d\d-\d\d\. Write what was really given/) },
        ],
      })
    expect(await read()).toMatchObject({ came: 5 })
    const after = await exported()
    expect([before[0]!.length + 1, after[1]!.at(-2), after[2]!.at(-2)]).toEqual([after[0]!.length, '1', ''])
    const all = after.map((cells, n) => (n === 1 ? cells.map((cell, at) => (at === 5 ? 'yes' : at === 8 ? '100' : cell)) : cells))
    expect(await send(asText(all))).toMatchObject({ recorded: 1, again: 5 })
    await takeBack()
    expect(await send(asText(all))).toMatchObject({ recorded: 0, again: 5, refused: 1 })
  }),
)
