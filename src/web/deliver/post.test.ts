import { expect, test } from 'vitest'
import { givingOf, isOfToday, parsedPost } from './post.ts'

const site = '0190a000-0000-7000-8000-000000000001'

test('somebody gives for the organisations of their grants, at one site where the grant says so', () => {
  expect(
    givingOf([
      { role: 'field-worker', scope: 'organisation', scopeId: '12' },
      { role: 'protection-officer', scope: 'site', scopeId: `14:${site}` },
      { role: 'organisation-office', scope: 'organisation', scopeId: '15' },
    ]),
  ).toEqual([
    { organisation: 12, site: undefined },
    { organisation: 14, site },
  ])
})

test('a grant for the whole organisation covers that for one site of it', () => {
  expect(
    givingOf([
      { role: 'field-worker', scope: 'site', scopeId: `12:${site}` },
      { role: 'registration-officer', scope: 'organisation', scopeId: '12' },
    ]),
  ).toEqual([{ organisation: 12, site: undefined }])
})

test('a site chosen yesterday is asked for again today', () => {
  const kept = parsedPost('{"organisation":12,"day":"2021-06-20"}')
  expect([isOfToday(kept, '2021-06-20'), isOfToday(kept, '2021-06-21'), isOfToday(undefined, '2021-06-21')]).toEqual([
    true,
    false,
    false,
  ])
  expect(parsedPost('nonsense')).toBeUndefined()
  expect(parsedPost('{"organisation":"x"}')).toBeUndefined()
})
