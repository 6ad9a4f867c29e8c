/** At build time: the sentences of every folder, compiled: per language what the first screen says (`virtual:messages/es/first`) and the rest. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const prefix = 'virtual:messages/'
const source = join(import.meta.dirname, '../..')

/** The sentences of Problems come with the server's answer (only an import keeps its Problem to be said later), and printed documents are made there. */
const isForScreens = (key: string) =>
  /^(core|activities)\.problem\./.test(key) || !/^[a-z]+\.(problem|document|said|sheet)\./.test(key)

export function filesOf(language: string): string[] {
  return globSync([`web/*/messages/${language}.json`, `{core,modules/*}/messages/${language}.json`], { cwd: source })
    .sort()
    .map((file) => join(source, file))
}

export function messagesOf(language: string): Record<string, string> {
  return Object.assign({}, ...filesOf(language).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>))
}

/** What the frame, the sign-in and Today say; everything else comes with the first screen that needs it. */
const isFirst = (key: string) =>
  /^(web\.(ui|signin|today|completeness)|activities\.due|web\.activities\.(state|step))\./.test(key)

export function messages(): Plugin {
  return {
    name: 'senda-messages',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return
      const [language = 'en', part] = id.slice(prefix.length + 1).split('/')
      for (const file of [...filesOf(language), ...filesOf('en')]) this.addWatchFile(file)
      const all = Object.entries({ ...messagesOf('en'), ...messagesOf(language) }).filter(([key]) => isForScreens(key))
      const wanted = all.filter(([key]) => isFirst(key) === (part === 'first'))
      return `export default ${JSON.stringify(Object.fromEntries(wanted.map(([key, text]) => [key, compileMessage(text)])))}`
    },
  }
}
