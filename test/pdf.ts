/** The words of a PDF as they stand on its pages. */
import { spawnSync } from 'node:child_process'
import { aptInstall } from './apt.ts'

const isThere = (): boolean => spawnSync('pdftotext', ['-v']).error === undefined

/** Makes sure that pages can be read. The sentence says what to do where they cannot. */
export function ensurePdfReader(): void {
  if (isThere()) return
  aptInstall('poppler-utils')
  if (!isThere())
    throw new Error('Pages are read with pdftotext, and it is not here. Install it (apt-get install poppler-utils).')
}

/** @throws where the pages cannot be read: nothing found in them would look like nothing wrong */
export function pdfText(bytes: Uint8Array): string {
  ensurePdfReader()
  const { status, stdout, stderr } = spawnSync('pdftotext', ['-layout', '-', '-'], {
    input: bytes,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`pdftotext: ${stderr}`)
  return stdout
}
