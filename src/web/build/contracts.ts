/** At build time: contracts keep their words (columns, codes, states) in the browser, and leave their schemas on the server, with zod. */
import type { Plugin } from 'vite'

/** Answers every call and property with itself: a schema nobody asks anything of. */
const unasked = '\0senda-unasked'
const source =
  'const unasked = new Proxy(() => unasked, { get: (_, name) => (name === Symbol.toPrimitive ? () => "" : unasked), ownKeys: () => [], getOwnPropertyDescriptor: () => undefined })\nexport const z = unasked\n'

export function contracts(): Plugin {
  return {
    name: 'senda-contracts',
    enforce: 'pre',
    resolveId: (id, importer) => (id === 'zod' && /\/modules\/[\w/]+\/contract\.ts$/.test(importer ?? '') ? unasked : undefined),
    load: (id) => (id === unasked ? source : undefined),
  }
}
