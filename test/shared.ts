/** The folder of real data, where it is at hand: tests that need it skip with a visible word when it is absent. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = process.env.SENDA_SHARED_DATA ?? fileURLToPath(new URL('../../shared/data/', import.meta.url))

/** Path of a file of real data, or undefined where the folder is absent. */
export const shared = (path: string): string | undefined => (existsSync(`${folder}/${path}`) ? `${folder}/${path}` : undefined)
