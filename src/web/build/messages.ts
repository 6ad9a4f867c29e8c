/** At build time: the sentences of every folder, compiled, as one module per language (`virtual:messages/es`). */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const prefix = 'virtual:messages/'
const source = join(import.meta.dirname, '../..')

/** The sentences of Problems come with the server's answer, and printed documents are made there: neither travels to the browser. */
const isForScreens = (key: string) => !/^[a-z]+\.(problem|document)\./.test(key)

export function filesOf(language: string): string[] {
  return globSync([`web/*/messages/${language}.json`, `{core,modules/*}/messages/${language}.json`], { cwd: source })
    .sort()
    .map((file) => join(source, file))
}

export function messagesOf(language: string): Record<string, string> {
  return Object.assign({}, ...filesOf(language).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>))
}

export function messages(): Plugin {
  return {
    name: 'senda-messages',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return
      const language = id.slice(prefix.length + 1)
      for (const file of [...filesOf(language), ...filesOf('en')]) this.addWatchFile(file)
      const all = Object.entries({ ...messagesOf('en'), ...messagesOf(language) }).filter(([key]) => isForScreens(key))
      return `export default ${JSON.stringify(Object.fromEntries(all.map(([key, text]) => [key, compileMessage(text)])))}`
    },
  }
}
