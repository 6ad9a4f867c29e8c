/** The endpoints of the overview. A read goes to a query, a write to an action; nothing is decided here. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { assertMay, visible } from '../../core/access.ts'
import { withUpload } from '../../core/files.ts'
import { api, json, problems } from '../../core/http.ts'
import { FigureScope } from '../figures/contract.ts'
import { getPlan } from '../plan/queries.ts'
import { createOverview, readOverview, removeStory, saveDonors, saveStory, saveText, sendPicture } from './actions.ts'
import { Donor, Download, LanguageCode, NewOverview, Overview, OverviewDocument, Part, PickedFigure, Publish, Story, TextToSave, TextVersion, TieOutLine, TypedNumber } from './contract.ts'
import { download } from './download.ts'
import { MapPicture, readMap } from './mapping.ts'
import { pictureLimit } from './picture.ts'
import { findTyped, pickFigures } from './picking.ts'
import { publishOverview, withdrawEdition } from './publishing.ts'
import { getOverview, listDonors, listStories, listTextHistory } from './queries.ts'
import { draftDocument, draftTieOut, listWithEditions, pictureOf } from './reading.ts'

const tags = ['reports']
const one = z.object({ id: z.uuid() })
const inLanguage = z.object({ language: LanguageCode.default('en') })
const part = one.extend({ language: LanguageCode, part: Part })
const story = one.extend({ story: z.uuid() })
const Listed = Overview.omit({ texts: true, may: true })
const Saved = TextVersion.extend({ language: LanguageCode, part: z.string() })

export const reports = api()
  .openapi(createRoute({ method: 'get', path: '/overviews', tags, summary: 'Overviews, newest period first', responses: { 200: json(z.array(Listed), 'Overviews'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.read')
    return c.json(await listWithEditions(c.get('ctx').db), 200)
  })
  .openapi(createRoute({ method: 'post', path: '/overviews', tags, summary: 'Begin an overview', request: { body: json(NewOverview, 'Plan and period') }, responses: { 200: json(Overview, 'The overview'), ...problems } }), async (c) =>
    c.json(await createOverview(c.get('ctx'), c.req.valid('json')), 200))
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}', tags, summary: 'An overview with its texts and editions', request: { params: one }, responses: { 200: json(Overview, 'The overview'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.read')
    return c.json(await readOverview(c.get('ctx'), c.req.valid('param').id), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/document', tags, summary: 'The draft with every figure filled in', request: { params: one, query: inLanguage }, responses: { 200: json(OverviewDocument, 'The document'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.read')
    return c.json(await draftDocument(c.get('ctx').db, c.req.valid('param').id, c.req.valid('query').language), 200)
  })
  .openapi(createRoute({ method: 'put', path: '/overviews/{id}/texts/{language}/{part}', tags, summary: 'Save a text; 409 with theirs where somebody saved meanwhile', request: { params: part, body: json(TextToSave, 'The text and the version it was written over') }, responses: { 200: json(Saved, 'As kept'), ...problems, 409: { description: 'Saved by somebody else meanwhile: their text is in `theirs`' } } }), async (c) => {
    const { id, language, part: name } = c.req.valid('param')
    return c.json(await saveText(c.get('ctx'), id, language, name, c.req.valid('json')), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/texts/{language}/{part}/history', tags, summary: 'Every version of a text, newest first', request: { params: part }, responses: { 200: json(z.array(TextVersion), 'Versions'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.read')
    const { id, language, part: name } = c.req.valid('param')
    const versions = await listTextHistory(c.get('ctx').db, id, language, name)
    return c.json(versions.map((v) => ({ ...v, savedAt: v.savedAt.toISOString() })), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/figures', tags, summary: 'Figures to place, by words', request: { params: one, query: inLanguage.extend({ q: z.string().max(200).default('') }) }, responses: { 200: json(z.array(PickedFigure), 'Figures'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.compose')
    const { q, language } = c.req.valid('query')
    return c.json(await pickFigures(c.get('ctx').db, c.req.valid('param').id, q, language), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/tie-out', tags, summary: 'Printed totals beside the rows', request: { params: one, query: inLanguage }, responses: { 200: json(z.array(TieOutLine), 'One line per sector'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.read')
    return c.json(await draftTieOut(c.get('ctx').db, c.req.valid('param').id, c.req.valid('query').language), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/typed-numbers', tags, summary: 'Numbers typed where a figure gives the same', request: { params: one }, responses: { 200: json(z.array(TypedNumber), 'Typed numbers'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.compose')
    return c.json(await findTyped(c.get('ctx').db, c.req.valid('param').id), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/stories', tags, summary: 'Stories, with how people agreed', request: { params: one }, responses: { 200: json(z.array(Story), 'Stories'), ...problems } }), async (c) => {
    assertMay(c.get('ctx'), 'reports.compose')
    const rows = await listStories(c.get('ctx').db, c.req.valid('param').id)
    return c.json(rows.map(({ overviewId: _, texts, ...s }) => ({ ...s, texts: texts as z.infer<typeof Story>['texts'] })), 200)
  })
  .openapi(createRoute({ method: 'put', path: '/overviews/{id}/stories/{story}', tags, summary: 'Save a story', request: { params: story, body: json(Story.omit({ id: true, picture: true }), 'The story') }, responses: { 200: json(Story, 'As kept'), ...problems } }), async (c) => {
    const { id, story: storyId } = c.req.valid('param')
    return c.json(await saveStory(c.get('ctx'), id, { ...c.req.valid('json'), id: storyId, picture: null }), 200)
  })
  .openapi(createRoute({ method: 'delete', path: '/overviews/{id}/stories/{story}', tags, summary: 'Take a story out', request: { params: story }, responses: { 204: { description: 'Gone' }, ...problems } }), async (c) => {
    await removeStory(c.get('ctx'), c.req.valid('param').id, c.req.valid('param').story)
    return c.body(null, 204)
  })
  .openapi(createRoute({ method: 'post', path: '/overviews/{id}/stories/{story}/picture', tags, summary: 'Send the photograph of a story (JPEG or PNG); place, time and device are taken out of it', description: 'multipart/form-data with one part `file`.', request: { params: story }, responses: { 200: json(z.object({ picture: z.uuid() }), 'The picture'), ...problems } }), async (c) => {
    assertMay(c.get('ctx'), 'reports.compose')
    const { id, story: storyId } = c.req.valid('param')
    return c.json(await withUpload(c.req.raw, ({ files }) => sendPicture(c.get('ctx'), id, storyId, files[0]), pictureLimit + 2 ** 16), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/donors', tags, summary: 'Donors named', request: { params: one }, responses: { 200: json(z.array(Donor), 'Donors'), ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.read')
    return c.json(await listDonors(c.get('ctx').db, c.req.valid('param').id), 200)
  })
  .openapi(createRoute({ method: 'put', path: '/overviews/{id}/donors', tags, summary: 'Name the donors', request: { params: one, body: json(z.array(Donor).max(500), 'All of them') }, responses: { 200: json(z.array(Donor), 'As kept'), ...problems } }), async (c) =>
    c.json(await saveDonors(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200))
  .openapi(createRoute({ method: 'post', path: '/overviews/{id}/publish', tags, summary: 'Freeze the overview as an edition that everybody can read', request: { params: one, body: json(Publish, 'Languages, and that the differences were seen') }, responses: { 200: json(z.object({ edition: z.int(), slug: z.string() }), 'The edition'), ...problems, 409: { description: 'Differences not seen, or rows changed meanwhile' }, 422: { description: 'It does not hold: broken figures, differences without a sentence' } } }), async (c) =>
    c.json(await publishOverview(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200))
  .openapi(createRoute({ method: 'post', path: '/overviews/{id}/withdraw', tags, summary: 'Take an edition off the public pages; it stays on file', request: { params: one, body: json(z.object({ edition: z.int().min(1) }), 'Which') }, responses: { 204: { description: 'Withdrawn' }, ...problems } }), async (c) => {
    await withdrawEdition(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').edition)
    return c.body(null, 204)
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/download/{format}', tags, summary: 'The draft as PDF, DOCX, XLSX, CSV or HTML', request: { params: one.extend({ format: Download }), query: inLanguage }, responses: { 200: { description: 'The file' }, ...problems } }), async (c) => {
    visible(c.get('ctx'), 'reports.read')
    const { db } = c.get('ctx')
    const { id, format } = c.req.valid('param')
    const overview = await getOverview(db, id)
    const document = await draftDocument(db, id, c.req.valid('query').language)
    const file = await download({ db, document, planId: (await getPlan(db, overview.plan)).id }, format)
    return c.body(file.content as Uint8Array<ArrayBuffer>, 200, { 'content-type': file.mediaType, 'content-disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="${file.name}"` })
  })
  .openapi(createRoute({ method: 'get', path: '/overviews/{id}/stories/{story}/picture', tags, summary: 'The photograph of a story, as it will be printed', request: { params: story }, responses: { 200: { description: 'The picture' }, ...problems } }), async (c) => {
    assertMay(c.get('ctx'), 'reports.compose')
    const { id, story: storyId } = c.req.valid('param')
    const { content, mediaType } = await pictureOf(c.get('ctx').db, id, storyId)
    return c.body(content as Uint8Array<ArrayBuffer>, 200, { 'content-type': mediaType, 'cache-control': 'private, max-age=3600' })
  })
  .openapi(createRoute({ method: 'get', path: '/plans/{plan}/map', tags, summary: 'The map of people reached by country, as it is drawn in every page', request: { params: z.object({ plan: z.string().max(60) }), query: FigureScope.partial({ from: true, until: true }) }, responses: { 200: json(MapPicture, 'The drawing and its legend'), ...problems } }), async (c) =>
    c.json(await readMap(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200))
