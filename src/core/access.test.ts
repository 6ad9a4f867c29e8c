/** What somebody may not do is said in words. */
import { describe, expect, test } from 'vitest'
import { permissions } from './access.ts'
import { sentence } from './http.ts'
import { languages } from './i18n.ts'

describe.each(languages)('a refusal in %s', (language) => {
  const said = (permission: string) => sentence('core/not-allowed', { permission }, language)

  test('names every permission in words of its own, and by no code', () => {
    expect(permissions.length).toBeGreaterThan(30)
    expect(new Set(permissions.map(said)).size).toBe(permissions.length)
    for (const permission of permissions) {
      expect(said(permission)).not.toContain(permission)
      expect(said(permission)).not.toMatch(/\w\.\w/)
    }
  })
})

test('no other language borrows the English name', () => {
  const named = (permission: string) => languages.map((language) => sentence('core/not-allowed', { permission }, language))
  for (const permission of permissions) expect(new Set(named(permission)).size, permission).toBe(languages.length)
})

test('it is one sentence', () =>
  expect(sentence('core/not-allowed', { permission: 'people.read' }, 'en')).toBe(
    'You are not allowed to do this. Ask an administrator for the permission “read people’s names”.',
  ))
