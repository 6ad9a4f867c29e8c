/** At build time: the sentences of every folder, compiled: per language what the first lines say (`virtual:messages/es/first`), what comes beside them, what the field says first and then, and the rest. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const prefix = 'virtual:messages/'
const source = join(import.meta.dirname, '../..')

/** The sentences of Problems come with the server's answer (only an import keeps its Problem to be said later, and what is checked of people is said as it is typed), and printed documents are made there. */
const isForScreens = (key: string) =>
  /^(core|activities|people)\.problem\./.test(key) || !/^[a-z]+\.(problem|document|said|sheet)\./.test(key)

export function filesOf(language: string): string[] {
  return globSync([`web/*/messages/${language}.json`, `{core,modules/*}/messages/${language}.json`], { cwd: source })
    .sort()
    .map((file) => join(source, file))
}

export function messagesOf(language: string): Record<string, string> {
  return Object.assign({}, ...filesOf(language).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>))
}

/** The first view of the field: where, a card, a name, today; and what Today says to those of the field. */
const fieldFirst =
  /^web\.(deliver\.(title|choose|scan(\.no-card.*)?|find(\.help)?|found|register|group|lists|today(\.here|\.deliveries|\.households)?|post\..*)|field\.offer.*)$/

/** The frame and what is due; then what stands beside it, and the sign-in; giving in the field, its first view and the rest; the people; everything else comes with the first screen that needs it. */
function partOf(key: string): string {
  if (/^(web\.(signin|completeness)|web\.today\.(month|trend|who)|web\.activities\.(state|step))\./.test(`${key}.`))
    return 'beside'
  if (fieldFirst.test(key) || /^web\.today\.people\b/.test(key)) return 'front'
  if (/^web\.(deliver|people\.(group|age|nameless)|field\.(foot|lock|offer|emptied|revoked|set-up\.title))\b/.test(key))
    return 'field'
  if (/^(web\.people|web\.field|people|delivery)\./.test(key)) return 'people'
  // What the search says comes when it is opened, with all sentences.
  return /^(web\.(ui(?!\.search\.)|today)|(activities|plan)\.due)\./.test(key) ? 'first' : 'rest'
}

export function messages(): Plugin {
  return {
    name: 'senda-messages',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return
      const [language = 'en', part] = id.slice(prefix.length + 1).split('/')
      for (const file of [...filesOf(language), ...filesOf('en')]) this.addWatchFile(file)
      const all = Object.entries({ ...messagesOf('en'), ...messagesOf(language) }).filter(([key]) => isForScreens(key))
      const wanted = all.filter(([key]) => partOf(key) === part)
      return `export default ${JSON.stringify(Object.fromEntries(wanted.map(([key, text]) => [key, compileMessage(text)])))}`
    },
  }
}
