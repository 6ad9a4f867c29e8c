/** The photographs of a document's stories, as bytes, for forms that carry them inside. */
import type { Db } from '../../../core/database.ts'
import { getFile } from '../../../core/files.ts'
import type { OverviewDocument } from '../contract.ts'

export type Pictures = Map<string, { mediaType: string; content: Buffer }>

export async function picturesOf(db: Db, { stories }: OverviewDocument): Promise<Pictures> {
  const pictures: Pictures = new Map()
  for (const { picture } of stories) {
    const file = picture && (await getFile(db, picture.split('/').at(-1)!))
    if (picture && file) pictures.set(picture, file)
  }
  return pictures
}
