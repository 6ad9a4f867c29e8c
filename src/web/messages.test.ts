/** What the screens say: every sentence in four languages, with the same values, and numbers as on paper. */
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { messagesOf } from './build/messages.ts'
import { type Message, say, type Token } from './messages.ts'

const inEnglish = messagesOf('en')
const spoken = (text: string, values: Record<string, unknown>, language: string) =>
  say(compileMessage(text) as Message, values, language)

/** The values that a sentence asks for, in whatever branch. */
function valuesIn(message: Message): string[] {
  if (typeof message === 'string') return []
  const inToken = (token: Token): string[] => {
    if (typeof token === 'string') return []
    const [name, , cases] = token
    return [name, ...(typeof cases === 'object' ? Object.values(cases).filter(Boolean).flatMap(valuesIn) : [])]
  }
  return [...new Set(message.flatMap(inToken))].sort()
}

describe.each(['es', 'pt', 'fr'])('the screens in %s', (language) => {
  const own = messagesOf(language)
  const keys = Object.keys(inEnglish).filter((key) => key.startsWith('web.'))

  test('say everything that they say in English, and nothing else', () => {
    const others = Object.keys(own).filter((key) => key.startsWith('web.'))
    expect(others.sort()).toEqual(keys.sort())
  })

  test('use the same values in each sentence', () => {
    const asked = (messages: Record<string, string>) =>
      Object.fromEntries(keys.map((key) => [key, valuesIn(compileMessage(messages[key] ?? '') as Message)]))
    expect(asked(own)).toEqual(asked(inEnglish))
  })
})

describe('a sentence with numbers', () => {
  test('counts in the way of its language', () => {
    const text = '{n, plural, one {# fila} other {# filas}}'
    expect(spoken(text, { n: 1 }, 'es')).toBe('1 fila')
    expect(spoken(text, { n: 22496 }, 'es')).toBe('22\u202f496 filas')
  })

  test('groups digits by a thin space in every language', () => {
    for (const language of ['en', 'es', 'pt', 'fr']) expect(spoken('{n}', { n: 1234567 }, language)).toBe('1\u202f234\u202f567')
    expect(spoken('{n}', { n: 1234.5 }, 'es')).toBe('1\u202f234,5')
  })

  test('chooses its words by a value, within a count too', () => {
    const text = '{step, select, submit {{n, plural, one {# row submitted} other {# rows submitted}}} other {# moved}}'
    expect(spoken(text, { step: 'submit', n: 910 }, 'en')).toBe('910 rows submitted')
  })

  test('says nothing where a value is missing, instead of “undefined”', () => {
    expect(spoken('saved by {name}', {}, 'en')).toBe('saved by ')
  })
})
