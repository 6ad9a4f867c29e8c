/** Photographs without what the camera wrote into them: place, time, device, thumbnail. The picture itself is not touched. */
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTemporaryFolder, type ReceivedFile } from '../../core/files.ts'
import { cleanPicture } from '../../core/pictures.ts'
import { Problem } from '../../core/problem.ts'

export const pictureLimit = 8 * 2 ** 20
const mostPixels = 50_000_000

/** Hands over the file as it is kept, for as long as `work` lasts. Its kind is told by its bytes, never by its name. */
export async function withCleanPicture<T>(file: ReceivedFile, work: (file: ReceivedFile) => Promise<T>): Promise<T> {
  const cleaned = cleanedPicture(file.name, await readFile(file.path))
  const folder = await makeTemporaryFolder()
  try {
    const path = join(folder, 'picture')
    await writeFile(path, cleaned.content, { mode: 0o600 })
    const sha256 = createHash('sha256').update(cleaned.content).digest('hex')
    return await work({
      ...file,
      name: `picture.${cleaned.kind}`,
      mediaType: cleaned.kind === 'png' ? 'image/png' : 'image/jpeg',
      path,
      bytes: cleaned.content.length,
      sha256,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export function cleanedPicture(name: string, content: Buffer): { kind: 'jpg' | 'png'; content: Buffer } {
  if (content.length > pictureLimit)
    throw new Problem(413, 'reports/picture-too-large', {
      size: Math.ceil(content.length / 2 ** 20),
      most: pictureLimit / 2 ** 20,
    })
  const cleaned = cleanPicture(content, mostPixels)
  if (!cleaned || cleaned.type === 'image/webp') throw new Problem(415, 'reports/not-a-picture', { name })
  return { kind: cleaned.type === 'image/png' ? 'png' : 'jpg', content: cleaned.content }
}
