/** At build time: contracts keep their words (columns, codes, states) in the browser, and leave their schemas on the server, with zod. */
import type { Plugin, Rolldown } from 'vite'

/** Answers every call and property with itself: a schema nobody asks anything of. */
const unasked = '\0senda-unasked'
const source =
  'const unasked = /* @__PURE__ */ new Proxy(() => unasked, { get: (_, name) => (name === Symbol.toPrimitive ? () => "" : unasked), ownKeys: () => [], getOwnPropertyDescriptor: () => undefined })\nexport const z = unasked\n'
const isContract = (id: string) => /\/modules\/[\w/]+\/contract\.ts$/.test(id)

export function contracts(): Plugin {
  return {
    name: 'senda-contracts',
    enforce: 'pre',
    resolveId: (id, importer) => (id === 'zod' && isContract(importer ?? '') ? unasked : undefined),
    load: (id) => (id === unasked ? source : undefined),
    transform: {
      // Late: the types are gone by then.
      order: 'post',
      handler(code, id) {
        if (isContract(id)) return { code: withoutSchemas(code, this.parse(code)), map: null }
      },
    },
  }
}

type Program = ReturnType<Rolldown.PluginContext['parse']>
type Declared = Extract<Program['body'][number], { type: 'VariableDeclaration' }>['declarations'][number]
type Expression = NonNullable<Declared['init']>

/** What is made of a schema is that same answer, whatever is called on it: said outright, it is left out where nobody imports it. */
function withoutSchemas(code: string, { body }: Program): string {
  const schemas = new Set<string>()
  const cut: { start: number; end: number; root: string }[] = []
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration')
      for (const { local } of statement.specifiers) if (isSchema(local.name)) schemas.add(local.name)
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration') continue
    for (const { id, init } of declared.declarations) {
      const root = init && rootOf(init)
      if (!root || id.type !== 'Identifier' || !schemas.has(root)) continue
      schemas.add(id.name)
      cut.push({ start: init.start, end: init.end, root })
    }
  }
  return cut.reduceRight((text, { start, end, root }) => text.slice(0, start) + root + text.slice(end), code)
}

/** Of what other contracts export, schemas alone have names like types. */
const isSchema = (name: string) => name === 'z' || /^[A-Z]/.test(name)

/** `z.object({ … }).meta({ … })` begins with `z`. */
function rootOf(node: Expression): string | undefined {
  if (node.type === 'CallExpression') return rootOf(node.callee)
  if (node.type === 'MemberExpression') return rootOf(node.object)
  return node.type === 'Identifier' ? node.name : undefined
}
