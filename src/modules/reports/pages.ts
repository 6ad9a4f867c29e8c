/** The public pages: the latest overview, every edition, the rows behind each figure. For everybody, without a script, from what was frozen. */
import { createHash } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { html } from 'hono/html'
import { isPublic } from '../../core/access.ts'
import { getFile } from '../../core/files.ts'
import { answerProblem, type Env, sentence } from '../../core/http.ts'
import { type Language, languageOf, translator } from '../../core/i18n.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { Download, type OverviewDocument } from './contract.ts'
import { download } from './download.ts'
import { figureBody } from './pages/figure.ts'
import { type Frame, frame } from './pages/layout.ts'
import { editionsBody, emptyBody, problemBody } from './pages/lists.ts'
import { overviewBody, overviewIcons } from './pages/overview.ts'
import { type Html, type Page, pageOf, plain } from './pages/parts.ts'
import { rowsBody } from './pages/rows.ts'
import { stylesheet } from './pages/style.ts'
import { planPages } from './plan/pages.ts'
import { type Edition, findEdition, getDocument, isPublishedPicture, listPublished, listPublishedRows } from './publications.ts'

type C = HonoContext<Env>
const rowsPerPage = 200

export const publicPages = new Hono<Env>()
  .get('/', async (c) => overviewPage(c, await findEdition(dbOf(c))))
  .get('/overviews', overviewsPage)
  .get('/overviews/:slug', async (c) => overviewPage(c, await editionOf(c)))
  .get('/overviews/:slug/edition/:edition', async (c) => overviewPage(c, await editionOf(c)))
  .get('/overviews/:slug/edition/:edition/figures/:key', figurePage)
  .get('/overviews/:slug/edition/:edition/rows', rowsPage)
  .get('/overviews/:slug/edition/:edition/download/:format', downloadPage)
  .get('/overviews/:slug/figures/:key', figurePage)
  .get('/overviews/:slug/rows', rowsPage)
  .get('/pictures/:id', picture)
  .route('/', planPages)
  .get('/look/:file', (c) => {
    isPublic(c.get('ctx'))
    if (c.req.param('file') !== stylesheet().name) notFound('page', c.req.path)
    return c.body(stylesheet().text, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })

/** What is not there is said on a page, to who reads pages. */
publicPages.onError(async (error, c) => {
  if (!(error instanceof Problem) || !c.req.header('accept')?.includes('text/html')) return answerProblem(error, c)
  const f = emptyFrame(c, problemBody(sentence(error.code, error.detail, wished(c)), translator(wished(c))))
  return c.html(await frame(f), error.status, { 'cache-control': 'no-store', 'content-language': f.language })
})

function dbOf(c: C) {
  isPublic(c.get('ctx'))
  return c.get('ctx').db
}

async function editionOf(c: C): Promise<Edition> {
  const [slug, wanted] = [c.req.param('slug')!, c.req.param('edition')]
  const edition =
    wanted === undefined || /^\d{1,6}$/.test(wanted)
      ? await findEdition(dbOf(c), slug, wanted === undefined ? undefined : Number(wanted))
      : undefined
  return edition ?? notFound('overview', slug)
}

const wished = (c: C): Language => languageOf(c.req.query('language'), c.req.header('accept-language'))
const spoken = (c: C, e: Edition): Language =>
  e.languages.includes(wished(c)) ? wished(c) : e.languages.includes('en') ? 'en' : e.languages[0]!

/** The addresses of an edition: the latest has the plain one. */
function pathOf(e: Edition): string {
  return e.edition === e.latest ? `/overviews/${e.slug}` : `/overviews/${e.slug}/edition/${e.edition}`
}

export function addressOf(e: Pick<Edition, 'slug' | 'edition' | 'latest'>, language: string): Page['address'] {
  const [path, fixed] = [pathOf(e as Edition), `/overviews/${e.slug}/edition/${e.edition}`]
  return {
    home: `/?language=${language}`,
    overviews: `/overviews?language=${language}`,
    self: (l) => `${path}?language=${l}`,
    figure: (key) => `${path}/figures/${encodeURIComponent(key)}?language=${language}`,
    rows: (sector) => `${path}/rows?language=${language}${sector === undefined ? '' : `&sector=${sector}`}`,
    download: (format) => `${fixed}/download/${format}?language=${language}`,
  }
}

async function load(c: C, e: Edition): Promise<Page> {
  const language = spoken(c, e)
  const document = (await getDocument(dbOf(c), e.id, language)) ?? notFound('overview', e.slug)
  return pageOf(document, translator(language), addressOf(e, language))
}

async function overviewPage(c: C, edition: Edition | undefined): Promise<Response> {
  if (!edition) return answer(c, emptyFrame(c, emptyBody(translator(wished(c)))), 'empty')
  const tag = `${edition.id}/${spoken(c, edition)}/${edition.latest}`
  const made = async () => pageFrame(await load(c, edition), edition, (page) => overviewBody(page), overviewIcons)
  return unchanged(c, tag) ?? send(c, await keptPage(tag, made), spoken(c, edition), tag)
}

/** The first page everybody opens: an edition never changes, so it is set once. */
const pages = new Map<string, string>()
async function keptPage(tag: string, made: () => Promise<Frame>): Promise<string> {
  const known = pages.get(tag)
  if (known !== undefined) return known
  const text = (await frame(await made())).toString()
  if (pages.size >= 64) pages.delete(pages.keys().next().value!)
  pages.set(tag, text)
  return text
}

async function figurePage(c: C): Promise<Response> {
  const edition = await editionOf(c)
  const key = c.req.param('key')!
  const tag = `${edition.id}/${spoken(c, edition)}/${edition.latest}/${key}`
  const stale = unchanged(c, tag)
  if (stale) return stale
  const page = await load(c, edition)
  const figure = page.document.figures[key] ?? notFound('figure', key)
  const rows = await listPublishedRows(dbOf(c), edition.id, page.document.language, figure.reference, 0, rowsPerPage)
  return answer(
    c,
    pageFrame(
      page,
      edition,
      (p) => figureBody(p, key, rows),
      () => [],
      `/figures/${encodeURIComponent(key)}`,
    ),
    tag,
  )
}

async function rowsPage(c: C): Promise<Response> {
  const edition = await editionOf(c)
  const page = await load(c, edition)
  const [after, sector] = [Number(c.req.query('after') ?? 0), c.req.query('sector')]
  if (!Number.isInteger(after) || after < 0 || (sector !== undefined && !/^\d{1,9}$/.test(sector)))
    throw new Problem(400, 'core/invalid-request', { where: 'after, sector', issues: [] })
  const rows = await listPublishedRows(
    dbOf(c),
    edition.id,
    page.document.language,
    sector === undefined ? {} : { sector: Number(sector) },
    after,
    rowsPerPage,
  )
  const tag = `${edition.id}/${page.document.language}/${edition.latest}/rows/${sector}/${after}`
  return (
    unchanged(c, tag) ??
    answer(
      c,
      pageFrame(
        page,
        edition,
        (p) => rowsBody(p, rows, rowsPerPage, sector),
        (p) => p.document.sectors.map((s) => s.look),
        '/rows',
      ),
      tag,
    )
  )
}

async function overviewsPage(c: C): Promise<Response> {
  const editions = await listPublished(dbOf(c))
  const language = wished(c)
  const body = editions.length === 0 ? emptyBody(translator(language)) : editionsBody(editions, language)
  return answer(c, emptyFrame(c, body), `list/${language}/${editions.map((e) => e.id).join()}`)
}

async function downloadPage(c: C): Promise<Response> {
  const edition = await editionOf(c)
  const format = Download.safeParse(c.req.param('format'))
  if (!format.success)
    throw new Problem(404, 'reports/format-unknown', { format: c.req.param('format')!, formats: Download.options.join(', ') })
  const page = await load(c, edition)
  const tag = `${edition.id}/${page.document.language}/${format.data}`
  const stale = unchanged(c, tag)
  if (stale) return stale
  const file = await download({ db: dbOf(c), document: page.document, publicationId: edition.id }, format.data)
  return c.body(file.content as Uint8Array<ArrayBuffer>, 200, {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename="${file.name}"`,
    etag: etagOf(tag),
    'cache-control': 'public, max-age=60',
    'content-language': page.document.language,
  })
}

async function picture(c: C): Promise<Response> {
  const id = c.req.param('id')!
  const file = /^[0-9a-f-]{36}$/.test(id) && (await isPublishedPicture(dbOf(c), id)) ? await getFile(dbOf(c), id) : undefined
  if (!file?.mediaType.startsWith('image/')) notFound('picture', id)
  return c.body(file.content as Uint8Array<ArrayBuffer>, 200, {
    'content-type': file.mediaType,
    'cache-control': 'public, max-age=3600',
  })
}

function pageFrame(page: Page, edition: Edition, body: (page: Page) => Html, icons: (page: Page) => string[], below = ''): Frame {
  const { document, t, address } = page
  const at = pathOf(edition)
  return {
    language: document.language,
    title: titleOf(document),
    description: document.lead.map(plain).join(' ').slice(0, 300),
    brand: document.plan.name,
    home: address.home,
    languages: edition.languages,
    inLanguage: (l) => `${at}${below}?language=${l}`,
    icons: icons(page),
    style: { href: `/look/${stylesheet().name}` },
    canonical: `${at}${below}?language=${document.language}`,
    body: html`${edition.edition < edition.latest ? html`<p class="notice" data-tone="info"><a href="/overviews/${edition.slug}?language=${document.language}">${t('reports.page.newer', { edition: edition.latest })}</a></p>` : ''}${body(page)}`,
    footer: html`<span>${t('reports.page.reuse')}</span> <a href="${address.overviews}">${t('reports.page.overviews')}</a> <a href="/plans?language=${document.language}">${t('reports.plan.page.plans')}</a> <a href="/app/">${t('reports.page.sign-in')}</a>`,
  }
}
export const titleOf = (document: OverviewDocument) =>
  `${document.period} · ${translator(document.language)('reports.page.overview')}`

function emptyFrame(c: C, body: Html): Frame {
  const language = wished(c)
  const t = translator(language)
  return {
    language,
    title: t('reports.page.overviews'),
    description: t('reports.page.empty'),
    brand: 'Senda',
    home: `/?language=${language}`,
    languages: ['en', 'es', 'pt', 'fr'],
    inLanguage: (l) => `${c.req.path}?language=${l}`,
    icons: [],
    style: { href: `/look/${stylesheet().name}` },
    canonical: null,
    footer: html`<a href="/plans?language=${language}">${t('reports.plan.page.plans')}</a> <a href="/app/">${t('reports.page.sign-in')}</a>`,
    body,
  }
}

const etagOf = (tag: string) => `"${createHash('sha256').update(`${stylesheet().name}|${tag}`).digest('base64url').slice(0, 22)}"`
const headers = (c: C, tag: string) => ({
  etag: etagOf(tag),
  'cache-control': 'public, max-age=60',
  vary: c.req.query('language') ? 'accept-encoding' : 'accept-language, accept-encoding',
})

/** 304 where the reader has it already. Compression on the way makes a tag weak; it still names the same page. */
function unchanged(c: C, tag: string): Response | undefined {
  isPublic(c.get('ctx'))
  const seen = (c.req.header('if-none-match') ?? '').split(',').map((s) => s.trim().replace(/^W\//, ''))
  return seen.includes(etagOf(tag)) ? c.body(null, 304, headers(c, tag)) : undefined
}

const answer = async (c: C, f: Frame, tag: string): Promise<Response> => send(c, (await frame(f)).toString(), f.language, tag)
const send = (c: C, text: string, language: string, tag: string): Response =>
  c.html(text, 200, { ...headers(c, tag), 'content-language': language })
