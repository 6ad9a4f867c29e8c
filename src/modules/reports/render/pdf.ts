/** The overview as PDF/UA. */
import { translator } from '../../../core/i18n.ts'
import type { OverviewDocument } from '../contract.ts'
import { mapSvg, mapWords } from '../map.ts'
import { paperOf } from './paper.ts'
import type { Pictures } from './pictures.ts'
import { typeset } from './typst.ts'

export function overviewPdf(document: OverviewDocument, pictures: Pictures): Buffer {
  const paper = paperOf(document)
  const map = mapSvg(document, mapWords(document, translator(document.language)), true)
  const files: Record<string, Buffer> = { 'map.svg': Buffer.from(map) }
  const stories = paper.stories.map((story) => {
    const picture = story.picture === null ? undefined : pictures.get(story.picture)
    if (!picture) return { ...story, picture: null }
    const name = `${story.picture!.split('/').at(-1)}.${picture.mediaType === 'image/png' ? 'png' : 'jpg'}`
    files[name] = picture.content
    return { ...story, picture: `/${name}` }
  })
  return typeset('overview.typ', { ...paper, stories }, files)
}
