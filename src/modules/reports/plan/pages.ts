/** The public pages of plans: what is published of them, for everybody, without a script. */
import { createHash } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { html } from 'hono/html'
import { isPublic } from '../../../core/access.ts'
import type { Env } from '../../../core/http.ts'
import { type Language, languageOf, languages, translator } from '../../../core/i18n.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { type Frame, frame } from '../pages/layout.ts'
import type { Html } from '../pages/parts.ts'
import { stylesheet } from '../pages/style.ts'
import type { PlanDocument } from './contract.ts'
import { findPlanEdition, listPublicPlans, type PlanEdition } from './edition.ts'
import { Explore, readPage, readTotals } from './explorer.ts'
import { madeOnce, planFiles, streamOf } from './files.ts'
import { PlanFilter } from './filter.ts'
import { placesOf } from './gather/country.ts'
import { keptDocument, keptNames } from './kept.ts'
import { activityBody } from './pages/activity.ts'
import { countryBody } from './pages/country.ts'
import { explorerBody, filterOf } from './pages/explorer.ts'
import { plansBody } from './pages/list.ts'
import { mapped } from './pages/map.ts'
import { type PlanPage, planPage } from './pages/parts.ts'
import { leadOf, planBody, planIcons } from './pages/plan.ts'
import { readReported } from './reported.ts'
import { findActivity } from './rows.ts'

type C = HonoContext<Env>
type Published = Extract<PlanEdition, { version: number }>

export const planPages = new Hono<Env>()
  .get('/plans', plansPage)
  .get('/plans/:plan', planFront)
  .get('/plans/:plan/activities', explorerPage)
  .get('/plans/:plan/activities/:id', activityPage)
  .get('/plans/:plan/:part', (c) => (c.req.param('part').includes('.') ? filePage(c) : countryPage(c)))

const wished = (c: C): Language => languageOf(c.req.query('language'), c.req.header('accept-language'))

/** What the address names, if it is published; a plan in the making is not there. */
async function editionOf(c: C): Promise<Published> {
  const ctx = c.get('ctx')
  isPublic(ctx)
  const [plan, version] = [c.req.param('plan')!, c.req.query('version')]
  if (version !== undefined && !/^\d{1,6}$/.test(version)) notFound('plan', plan)
  const edition = await findPlanEdition(ctx.db, plan, version === undefined ? undefined : Number(version))
  return edition?.version == null ? notFound('plan', plan) : (edition as Published)
}

async function load(c: C): Promise<{ edition: Published; page: PlanPage }> {
  const edition = await editionOf(c)
  return { edition, page: planPage(await keptDocument(c.get('ctx').db, edition, wished(c))) }
}

async function plansPage(c: C): Promise<Response> {
  isPublic(c.get('ctx'))
  const language = wished(c)
  const t = translator(language)
  const plans = await listPublicPlans(c.get('ctx').db, language)
  return send(c, {
    ...common(language, (l) => `/plans?language=${l}`),
    title: t('reports.plan.page.plans'),
    description: t('reports.plan.page.plans-lead'),
    brand: 'Senda',
    body: plansBody(plans, language),
  })
}

async function planFront(c: C): Promise<Response> {
  const { page } = await load(c)
  const what = mapped.find((one) => one === c.req.query('map'))
  return send(c, framed(page, { body: planBody(page, what), icons: planIcons(page), at: page.address.plan }))
}

async function countryPage(c: C): Promise<Response> {
  const { edition, page } = await load(c)
  const code = c.req.param('part')!
  const country = page.document.countries.find((one) => one.code === code) ?? notFound('country', code)
  const { db } = c.get('ctx')
  const places = await placesOf(db, edition, await keptNames(db, edition, page.document.language), page.document, code)
  const at = (l?: string) => page.address.country(code, l)
  return send(c, framed(page, { body: countryBody(page, country, places), icons: planIcons(page), at, name: country.name }))
}

async function explorerPage(c: C): Promise<Response> {
  const { edition, page } = await load(c)
  const { db } = c.get('ctx')
  const asked = read(c, Explore)
  const { sort: _, after: __, before: ___, last: ____, ...filter } = asked
  const names = await keptNames(db, edition, page.document.language)
  const [rows, totals] = await Promise.all([readPage(db, edition, names, asked), readTotals(db, edition, filter)])
  const explored = { asked, page: rows, totals }
  const at = (l?: string) => page.address.activities(filterOf(asked), l)
  const name = translator(page.document.language)('reports.plan.activities')
  return send(c, framed(page, { body: explorerBody(page, explored), icons: planIcons(page), at, name }))
}

async function activityPage(c: C): Promise<Response> {
  const { edition, page } = await load(c)
  const { db } = c.get('ctx')
  const id = c.req.param('id')!
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  const row = (known ? await findActivity(db, edition, id, page.document.language) : undefined) ?? notFound('activity', id)
  const reported = await readReported(db, edition.plan.id, row, page.document.reachedFrom)
  const at = (l?: string) => page.address.activity(id, l)
  return send(c, framed(page, { body: activityBody(page, row, reported), icons: [row.look, 'common'], at, name: row.title }))
}

async function filePage(c: C): Promise<Response> {
  const edition = await editionOf(c)
  const name = c.req.param('part')!
  const file = Object.hasOwn(planFiles, name) ? planFiles[name]! : unknownFile(name)
  const language = wished(c)
  const { db } = c.get('ctx')
  const filter = file.isFiltered ? read(c, PlanFilter) : {}
  const wanted = { db, edition, language, filter }
  const document = await keptDocument(db, edition, language)
  const key = `${edition.plan.id}/${edition.version}/${edition.latest}/${language}/${name}/${JSON.stringify([filter, document.reachedFrom])}`
  const headers = {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename="${edition.plan.code}-${edition.version}-${language}-${name}"`,
    'cache-control': 'public, max-age=60',
    'content-language': language,
    vary: varies(c),
    etag: etagOf(key),
  }
  if (isSeen(c, headers.etag)) return c.body(null, 304, headers)
  const body = file.isKept ? ((await madeOnce(key, file, wanted)) as Uint8Array<ArrayBuffer>) : streamOf(file.render(wanted))
  return c.body(body, 200, headers)
}

const unknownFile = (name: string): never => {
  throw new Problem(404, 'reports/plan-file-unknown', { file: name, files: Object.keys(planFiles).join(', ') })
}

/** What the address asks for; a form sends empty fields for what is not chosen, and they ask for nothing. */
function read<S extends typeof Explore | typeof PlanFilter>(c: C, schema: S): ReturnType<S['parse']> {
  const given = Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== ''))
  const { data, error } = schema.safeParse(given)
  if (data) return data as ReturnType<S['parse']>
  const issues = error!.issues.map((issue) => ({ where: issue.path.join('.'), message: issue.message }))
  throw new Problem(400, 'core/invalid-request', { where: issues[0]?.where ?? '', issues })
}

type Framed = { body: Html; icons: string[]; at: (language?: string) => string; name?: string }

function framed(page: PlanPage, { body, icons, at, name }: Framed): Frame {
  const { document, address } = page
  return {
    ...common(document.language, at),
    title: [name, document.plan.name].filter(Boolean).join(' · '),
    description: leadOf(page),
    brand: document.plan.name,
    home: address.plan(),
    icons,
    body,
  }
}

function common(language: PlanDocument['language'], at: (language?: string) => string) {
  const t = translator(language)
  return {
    language,
    languages,
    inLanguage: at,
    icons: [] as string[],
    home: `/?language=${language}`,
    style: { href: `/look/${stylesheet().name}` },
    canonical: at(language),
    footer: html`<span>${t('reports.plan.page.reuse')}</span> <a href="/plans?language=${language}">${t('reports.plan.page.plans')}</a> <a href="/overviews?language=${language}">${t('reports.page.overviews')}</a> <a href="/app/">${t('reports.page.sign-in')}</a>`,
  }
}

const etagOf = (text: string): string =>
  `"${createHash('sha256').update(`${stylesheet().name}|${text}`).digest('base64url').slice(0, 22)}"`
const varies = (c: C): string => (c.req.query('language') ? 'accept-encoding' : 'accept-language, accept-encoding')
/** Compression on the way makes a tag weak; it still names the same page. */
const isSeen = (c: C, etag: string): boolean =>
  (c.req.header('if-none-match') ?? '').split(',').some((seen) => seen.trim().replace(/^W\//, '') === etag)

async function send(c: C, f: Frame): Promise<Response> {
  const text = (await frame(f)).toString()
  const etag = etagOf(text)
  const headers = { etag, 'cache-control': 'public, max-age=60', vary: varies(c), 'content-language': f.language }
  return isSeen(c, etag) ? c.body(null, 304, headers) : c.html(text, 200, headers)
}
