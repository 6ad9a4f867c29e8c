/** What is learned from a registry, families and all: what agrees never speaks against being one person. */
import { expect, it } from 'vitest'
import { fields, type Levels } from './comparison.ts'
import { learn, type Patterns, patternOf } from './learning.ts'
import { firstModel, weightOf } from './weighing.ts'

const levels = (...of: string[]): Levels => fields.map((field, n) => ({ field, level: of[n]! }))
const one = levels('same', 'same', 'same', 'same', 'missing', 'missing', 'same', 'missing')
const oneMisspelt = levels('near', 'same', 'same', 'same', 'missing', 'same', 'other', 'same')
const siblings = levels('some', 'same', 'other', 'other', 'other', 'same', 'same', 'missing')
const namesakes = levels('same', 'some', 'other', 'same', 'missing', 'other', 'other', 'other')
const bornOnADay = levels('other', 'other', 'same', 'same', 'missing', 'missing', 'other', 'other')

const patterns = (...list: [Levels, boolean, number][]): Patterns =>
  new Map(list.map(([of, mayBe, count]) => [patternOf(of, mayBe), count]))
const weight = (model: ReturnType<typeof learn>, field: string) => weightOf(model, { field, level: 'same' })

it('does not take families for one person where hardly anybody is registered twice', () => {
  const model = learn(
    patterns(
      [siblings, false, 9000],
      [namesakes, false, 4000],
      [bornOnADay, false, 2000],
      [one, true, 40],
      [oneMisspelt, true, 10],
    ),
    {},
  )
  expect(model.levels).not.toBe(firstModel.levels)
  for (const field of ['given', 'family', 'birth', 'sex']) expect(weight(model, field), field).toBeGreaterThan(0)
  expect(weightOf(model, { field: 'birth', level: 'other' })).toBeLessThan(0)
  expect(model.prior).toBeLessThan(0.01)
})

it('keeps the weights it began with where what agrees would speak against', () => {
  const strangers = levels('same', 'same', 'same', 'same', 'other', 'other', 'same', 'other')
  const relatives = levels('same', 'part', 'missing', 'other', 'missing', 'same', 'other', 'same')
  const model = learn(patterns([strangers, false, 20_000], [relatives, true, 8000]), { perez: 0.1 })
  expect(model).toEqual({ ...firstModel, common: { perez: 0.1 } })
})
