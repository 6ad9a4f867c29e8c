/** The overview as one file that opens anywhere: the public page with its stylesheet and pictures inside. */
import { html } from 'hono/html'
import { translator } from '../../../core/i18n.ts'
import type { OverviewDocument } from '../contract.ts'
import { frame } from '../pages/layout.ts'
import { overviewBody, overviewIcons } from '../pages/overview.ts'
import { pageOf, plain } from '../pages/parts.ts'
import { stylesheet } from '../pages/style.ts'
import type { Pictures } from './pictures.ts'

export async function overviewHtml(document: OverviewDocument, pictures: Pictures): Promise<string> {
  const t = translator(document.language)
  const inside = {
    ...document,
    stories: document.stories.map((s) => ({ ...s, picture: s.picture ? dataUrl(pictures, s.picture) : null })),
  }
  const page = pageOf(inside, t, {
    home: '#main',
    overviews: '#main',
    self: () => '#main',
    figure: () => null,
    rows: null,
    download: null,
  })
  const made = await frame({
    language: document.language,
    title: `${document.period} · ${t('reports.page.overview')}`,
    description: document.lead.map(plain).join(' ').slice(0, 300),
    brand: document.plan.name,
    home: '#main',
    languages: [],
    inLanguage: () => '',
    icons: overviewIcons(page),
    style: { text: stylesheet().text },
    canonical: null,
    footer: html`<span>${t('reports.page.reuse')}</span>`,
    body: overviewBody(page),
  })
  return made.toString()
}

function dataUrl(pictures: Pictures, path: string): string | null {
  const picture = pictures.get(path)
  return picture ? `data:${picture.mediaType};base64,${picture.content.toString('base64')}` : null
}
