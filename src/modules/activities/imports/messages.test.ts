/** Every code that can reach a person has its sentence, in every language. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages, translator } from '../../../core/i18n.ts'
import { blockingCodes, columns, reviewCodes } from '../contract.ts'
import { FixRule } from '../desk/contract.ts'

const values = {
  written: 'W',
  suggestion: 'S',
  suggested: 'yes',
  sum: 1.5,
  expected: 2,
  new: 3,
  total: 4,
  value: 5,
  largest: 6,
  months: 3,
  month: '2021-05',
  firstMonth: '2021-01',
  lastMonth: '2021-12',
  count: 2,
  headers: 'H',
  names: 'N',
  path: 'P',
  rows: 7,
  row: 8,
  columns: 9,
  line: 10,
  kind: '.ods',
  name: 'N',
  wanted: 'X',
}
const here = new URL('../', import.meta.url)

/** Codes `activities/…` that this room's code throws, and reasons for which a row is refused. */
function codesIn(folder: URL, pattern: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (f) => f.endsWith('.ts') && !f.endsWith('.test.ts'),
  )
  return [...new Set(files.flatMap((f) => [...readFileSync(new URL(f, folder), 'utf8').matchAll(pattern)].map((m) => m[1]!)))]
}

describe.each(languages)('%s', (language) => {
  const say = translator(language)
  const keys = [
    ...[...blockingCodes, ...reviewCodes].map((code) => `activities.finding.${code}`),
    ...columns.map((column) => `activities.column.${column}`),
    ...FixRule.options.map((rule) => `activities.fix.${rule}`),
    ...codesIn(here, /'activities\/([a-z-]+)'/g).map((code) => `activities.problem.${code}`),
    ...codesIn(new URL('imports/', here), /code: '((?:row|organisation)-[a-z-]+)'/g).map((code) => `activities.refused.${code}`),
    ...codesIn(here, /say\('(activities\.[a-z.-]+)'/g),
  ]
  test.each(keys)('%s', (key) => {
    const sentence = say(key, values)
    expect(sentence).not.toBe(key)
    expect(sentence).not.toMatch(/[{}]/)
  })
})

test('a suggestion is only spoken of where there is one', () => {
  expect(translator('en')('activities.finding.place-unknown', { written: 'Atlantis', suggestion: '', suggested: 'no' })).toBe(
    '“Atlantis” is not a place of this plan.',
  )
})
