/** The endpoints of the overview. A read goes to a query, a write to an action; nothing is decided here. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../core/access.ts'
import { api, json, problems } from '../../core/http.ts'
import { FigureScope } from '../figures/contract.ts'
import { getPlan } from '../plan/queries.ts'
import { createOverview, readOverview, saveText } from './actions.ts'
import {
  Download,
  LanguageCode,
  NewOverview,
  Overview,
  OverviewDocument,
  Part,
  PickedFigure,
  Publish,
  TextToSave,
  TextVersion,
  TieOutLine,
  TypedNumber,
} from './contract.ts'
import { download } from './download.ts'
import { MapPicture, readMap } from './mapping.ts'
import { findTyped, pickFigures } from './picking.ts'
import { planFilesAndActivities } from './plan/routes.ts'
import { publishOverview, withdrawEdition } from './publishing.ts'
import { getOverview, listTextHistory } from './queries.ts'
import { assertReadsDraft, draftDocument, draftTieOut, listWithEditions } from './reading.ts'
import { stories } from './story-routes.ts'

const tags = ['reports']
const one = z.object({ id: z.uuid() })
const inLanguage = z.object({ language: LanguageCode.default('en') })
const part = one.extend({ language: LanguageCode, part: Part })
const Listed = Overview.omit({ texts: true, may: true })
const Saved = TextVersion.extend({ language: LanguageCode, part: z.string() })

export const reports = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews',
      tags,
      summary: 'Overviews, newest period first',
      responses: { 200: json(z.array(Listed), 'Overviews'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'reports.read')
      return c.json(await listWithEditions(c.get('ctx').db), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/overviews',
      tags,
      summary: 'Begin an overview',
      request: { body: json(NewOverview, 'Plan and period') },
      responses: { 200: json(Overview, 'The overview'), ...problems },
    }),
    async (c) => c.json(await createOverview(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}',
      tags,
      summary: 'An overview with its texts and editions',
      request: { params: one },
      responses: { 200: json(Overview, 'The overview'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'reports.read')
      return c.json(await readOverview(c.get('ctx'), c.req.valid('param').id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/document',
      tags,
      summary: 'The draft with every figure filled in',
      request: { params: one, query: inLanguage },
      responses: { 200: json(OverviewDocument, 'The document'), ...problems },
    }),
    async (c) => {
      await assertReadsDraft(c.get('ctx'), c.req.valid('param').id)
      return c.json(await draftDocument(c.get('ctx').db, c.req.valid('param').id, c.req.valid('query').language), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/overviews/{id}/texts/{language}/{part}',
      tags,
      summary: 'Save a text; 409 with theirs where somebody saved meanwhile',
      request: { params: part, body: json(TextToSave, 'The text and the version it was written over') },
      responses: {
        200: json(Saved, 'As kept'),
        ...problems,
        409: { description: 'Saved by somebody else meanwhile: their text is in `theirs`' },
      },
    }),
    async (c) => {
      const { id, language, part: name } = c.req.valid('param')
      return c.json(await saveText(c.get('ctx'), id, language, name, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/texts/{language}/{part}/history',
      tags,
      summary: 'Every version of a text, newest first',
      request: { params: part },
      responses: { 200: json(z.array(TextVersion), 'Versions'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'reports.read')
      const { id, language, part: name } = c.req.valid('param')
      const versions = await listTextHistory(c.get('ctx').db, id, language, name)
      return c.json(
        versions.map((v) => ({ ...v, savedAt: v.savedAt.toISOString() })),
        200,
      )
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/figures',
      tags,
      summary: 'Figures to place, by words',
      request: { params: one, query: inLanguage.extend({ q: z.string().max(200).default('') }) },
      responses: { 200: json(z.array(PickedFigure), 'Figures'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'reports.compose')
      const { q, language } = c.req.valid('query')
      return c.json(await pickFigures(c.get('ctx').db, c.req.valid('param').id, q, language), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/tie-out',
      tags,
      summary: 'Printed totals beside the rows',
      request: { params: one, query: inLanguage },
      responses: { 200: json(z.array(TieOutLine), 'One line per sector'), ...problems },
    }),
    async (c) => {
      await assertReadsDraft(c.get('ctx'), c.req.valid('param').id)
      return c.json(await draftTieOut(c.get('ctx').db, c.req.valid('param').id, c.req.valid('query').language), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/typed-numbers',
      tags,
      summary: 'Numbers typed where a figure gives the same',
      request: { params: one },
      responses: { 200: json(z.array(TypedNumber), 'Typed numbers'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'reports.compose')
      return c.json(await findTyped(c.get('ctx').db, c.req.valid('param').id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/overviews/{id}/publish',
      tags,
      summary: 'Freeze the overview as an edition that everybody can read',
      request: { params: one, body: json(Publish, 'Languages, and that the differences were seen') },
      responses: {
        200: json(z.object({ edition: z.int(), slug: z.string() }), 'The edition'),
        ...problems,
        409: { description: 'Differences not seen, or rows changed meanwhile' },
        422: { description: 'It does not hold: broken figures, differences without a sentence' },
      },
    }),
    async (c) => c.json(await publishOverview(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/overviews/{id}/withdraw',
      tags,
      summary: 'Take an edition off the public pages; it stays on file',
      request: { params: one, body: json(z.object({ edition: z.int().min(1) }), 'Which') },
      responses: { 204: { description: 'Withdrawn' }, ...problems },
    }),
    async (c) => {
      await withdrawEdition(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').edition)
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/download/{format}',
      tags,
      summary: 'The draft as PDF, DOCX, XLSX, CSV or HTML',
      request: { params: one.extend({ format: Download }), query: inLanguage },
      responses: { 200: { description: 'The file' }, ...problems },
    }),
    async (c) => {
      await assertReadsDraft(c.get('ctx'), c.req.valid('param').id)
      const { db } = c.get('ctx')
      const { id, format } = c.req.valid('param')
      const overview = await getOverview(db, id)
      const document = await draftDocument(db, id, c.req.valid('query').language)
      const file = await download({ db, document, planId: (await getPlan(db, overview.plan)).id }, format)
      return c.body(file.content as Uint8Array<ArrayBuffer>, 200, {
        'content-type': file.mediaType,
        // The file carries its own stylesheet, so that it opens anywhere; shown here it may use that and nothing else.
        ...(format === 'html'
          ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:" }
          : {}),
        'content-disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="${file.name}"`,
      })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/map',
      tags,
      summary: 'The map of people reached by country, as it is drawn in every page',
      request: { params: z.object({ plan: z.string().max(60) }), query: FigureScope.partial({ from: true, until: true }) },
      responses: { 200: json(MapPicture, 'The drawing and its legend'), ...problems },
    }),
    async (c) => c.json(await readMap(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .route('/', stories)
  .route('/', planFilesAndActivities)
