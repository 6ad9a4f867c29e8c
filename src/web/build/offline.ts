/** At build time: tells the worker which files this build cannot start without; it is a file of its own, at a name that stays. */
import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'
import { chunksOf, reached } from './first-load.ts'

/** Opened without a network: what is due, the rows, and what keeps them. */
const needed =
  /^(index|TodayScreen|Beside|WhoReported|ActivitiesScreen|ScopePicker|AccountChoices|answers|Kept|keeping|leaving|sentences)$/
/** The screens of the field, with all they open later. */
const inField = /\/web\/(field|deliver|people)\//
const fieldScreen = /\/web\/((field|deliver)\/\w+Screen|people\/(People|NewHousehold|Household)Screen)\.tsx$/

export function offline(): Plugin {
  return {
    name: 'senda-offline',
    apply: 'build',
    config: () => ({
      build: {
        rolldownOptions: {
          input: { index: 'src/web/index.html', worker: 'src/web/offline/worker.ts' },
          output: { entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js') },
        },
      },
    }),
    // Late: a chunk of styles alone is taken out of the build by then.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['worker.js']
        if (worker?.type !== 'chunk') return this.error('The worker was not built.')
        const chunks = chunksOf(bundle)
        const isNeeded = ({ name, facadeModuleId }: { name: string; facadeModuleId: string | null }) =>
          needed.test(name) || fieldScreen.test(facadeModuleId ?? '')
        const starts = [...chunks].filter(([, chunk]) => isNeeded(chunk)).map(([file]) => file)
        const whole = reached(
          chunks,
          starts,
          ({ name, moduleIds }) => name !== 'index' && moduleIds.some((id) => inField.test(id)),
        )
        const styles = Object.values(bundle).flatMap((part) => (part.type === 'asset' ? [part.fileName] : []))
        const shell = styles.filter((file) => /\/(index|icons|mark)-[^/]+\.(css|svg)$/.test(file))
        const there = [...whole].filter((file) => chunks.has(file))
        const own = there.flatMap((file) => [...(chunks.get(file)?.viteMetadata?.importedCss ?? [])])
        const files = [...new Set([...there, ...shell, ...own])].sort().map((file) => `/app/${file}`)
        const version = createHash('sha256').update(Object.keys(bundle).sort().join()).digest('hex').slice(0, 12)
        worker.code = worker.code
          .replace(/\b__FILES__\b/, JSON.stringify(files))
          .replace(/\b__VERSION__\b/, JSON.stringify(version))
      },
    },
  }
}
