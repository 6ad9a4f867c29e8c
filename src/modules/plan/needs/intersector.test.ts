import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scenario } from '../../../../test/scenario.ts'
import { createPlan } from '../actions.ts'
import { importPeople } from './import.ts'
import { intersectorOf } from './intersector.ts'
import { ownHeaders } from './rules/columns.ts'
import { isCellBit, numbers30 } from './rules/numbers.ts'

const places = ['Country level', 'Other', 'Pichincha', 'Guayas', 'Loja']
const cell = fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 90_000 }).map(String))
const line = fc.record({
  country: fc.constantFrom('Ecuador', 'Peru'),
  place: fc.constantFrom('Country level', 'Other', 'Lima', 'Pichincha', 'Guayas', 'Loja'),
  sector: fc.constantFrom('Health', 'WASH', 'Shelter'),
  cells: fc.array(cell, { minLength: 20, maxLength: 20 }),
})
const tables = fc
  .uniqueArray(line, { selector: (l) => `${l.country}|${l.place}|${l.sector}`, minLength: 1, maxLength: 20 })
  .map((lines) =>
    lines.filter(
      (l) => places.includes(l.place) === (l.country === 'Ecuador') || ['Country level', 'Other', 'Lima'].includes(l.place),
    ),
  )
  .map((lines) =>
    lines
      .filter((l) => l.country === 'Ecuador' || !['Pichincha', 'Guayas', 'Loja'].includes(l.place))
      .filter((l) => l.country === 'Peru' || l.place !== 'Lima'),
  )
  .filter((lines) => lines.length > 0)
type Line = { country: string; place: string; sector: string; cells: string[] }

const rowOf = ({ country, place, sector, cells }: Line): string[] => {
  const rest = [...cells]
  return ['', country, place, sector, ...numbers30.map((_, bit) => (isCellBit(bit) ? rest.shift()! : ''))]
}
const largest = (lines: Line[]) => Array.from({ length: 20 }, (_, i) => Math.max(...lines.map((l) => Number(l.cells[i]))))
const added = (some: number[][]) => Array.from({ length: 20 }, (_, i) => some.reduce((sum, one) => sum + one[i]!, 0))
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)

test(
  'of any table, each cell of a place is its largest sector; a country is its own row where it says something, else what its parts add up to',
  scenario(async (world) => {
    const { id } = await createPlan(world.ctx(), {
      code: 'random-2022',
      firstMonth: '2022-01',
      lastMonth: '2022-12',
      defaultMethod: 'sum',
    })
    await fc.assert(
      fc.asyncProperty(tables, async (lines: Line[]) => {
        const done = await importPeople(world.ctx(), 'random-2022', 'need', [ownHeaders('need'), ...lines.map(rowOf)], {
          source: 'x',
          dated: '2022-01-01',
        })
        expect(done.refused).toEqual([])
        const byPlace = Map.groupBy(lines, (l) => `${l.country}|${l.place}`)
        const found = (await intersectorOf(world.db, id, 'need', 'admin1')).lines.filter((l) => l.group === 'total')
        expect(found.map((l) => [`${l.countryName}|${l.placeName}`, l.total])).toEqual(
          [...byPlace].map(([key, some]) => [key, sum(largest(some))]),
        )
        const { lines: countries, gaps } = await intersectorOf(world.db, id, 'need', 'country')
        for (const [country, some] of Map.groupBy(lines, (l) => l.country)) {
          const own = some.filter((l) => l.place === 'Country level')
          const parts = [
            ...Map.groupBy(
              some.filter((l) => l.place !== 'Country level'),
              (l) => l.place,
            ).values(),
          ].map(largest)
          const says = own.some((l) => l.cells.some((c) => c !== ''))
          const figure = says || parts.length === 0 ? largest(own) : added(parts)
          expect(countries.find((l) => l.countryName === country && l.group === 'total')!.total).toBe(sum(figure))
          const gap = gaps.find((g) => g.countryName === country)
          expect(gap?.difference).toBe(says && parts.length > 0 ? sum(largest(own)) - sum(added(parts)) : undefined)
        }
      }),
      { numRuns: 25 },
    )
  }),
)
