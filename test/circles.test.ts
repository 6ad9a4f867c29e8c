/** No file needs, at the moment it runs, a file that needs it. Types may look back: they are gone by then. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../src/', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f) && !f.includes('.test.'))
const statement = /^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s+from\s+)?'(\.[^']+)'/gm

/** Files that a file loads: not those it takes only types from, nor those it loads later by `import()`. */
function needs(file: string): string[] {
  const found = [...readFileSync(join(root, file), 'utf8').matchAll(statement)].filter(([, names]) => !isOnlyTypes(names ?? ''))
  return found.map(([, , path]) => relative(root, join(root, dirname(file), path!)))
}

function isOnlyTypes(names: string): boolean {
  const inside = /^\{([^}]*)\}$/s.exec(names.trim())?.[1]
  return inside?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false
}

it('no files need each other in a circle', () => {
  const graph = new Map(files.map((file) => [file, needs(file)]))
  expect([...graph.values()].flat().length).toBeGreaterThan(files.length)
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, way: string[]): void => {
    if (way.includes(file)) return void circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...way, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(circles).toEqual([])
})
