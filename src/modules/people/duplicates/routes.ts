/** The endpoints of duplicates: who may be who, what waits, what was decided, and its undoing. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems, tooOften } from '../../../core/http.ts'
import {
  CandidateQuestion,
  Candidates,
  Decision,
  DecisionAnswer,
  DuplicateModel,
  DuplicatePage,
  Merge,
  MergePage,
} from './contract.ts'
import { decide, undo } from './deciding.ts'
import { candidatesFor } from './live.ts'
import { getMerge, listMerges } from './merged.ts'
import { showModel } from './model.ts'
import { listDuplicates } from './queue.ts'

const tags = ['duplicates']
const organisation = z.coerce.number().int().max(2_147_483_647)
const conflict = { 409: { description: 'One of the two was merged or erased, or they are kept by two organisations' } }

export const duplicates = api()
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/candidates',
      tags,
      summary: 'Who of those kept may be one of the persons being registered, with the reasons',
      request: { body: json(CandidateQuestion, 'The household as it is being written; nothing is kept of it') },
      responses: { 200: json(Candidates, 'The most probable first'), ...tooOften, ...problems },
    }),
    async (c) => {
      const { organisation: id, household } = c.req.valid('json')
      return c.json(await candidatesFor(c.get('ctx'), id, household), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/duplicates',
      tags,
      summary: 'Pairs of records that may be one person, the most probable first',
      request: { query: z.object({ organisation: organisation.optional(), after: z.string().max(120).optional() }) },
      responses: { 200: json(DuplicatePage, 'Twenty-five at a time'), ...problems },
    }),
    async (c) => {
      const { organisation: id, after } = c.req.valid('query')
      return c.json(await listDuplicates(c.get('ctx'), id, after), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/duplicates/model',
      tags,
      summary: 'The weights records of an organisation are compared by, learned from its own people',
      request: { query: z.object({ organisation }) },
      responses: { 200: json(DuplicateModel, 'Per field and level'), ...problems },
    }),
    async (c) => c.json(await showModel(c.get('ctx'), c.req.valid('query').organisation), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/duplicates/decide',
      tags,
      summary: 'Decide of two records: one person, or two',
      description:
        'One person: the record that goes points to the one that stays, nothing is lost, and counts follow at once. Two: they are counted as two.',
      request: { body: json(Decision, 'Sent twice it is one decision') },
      responses: { 200: json(DecisionAnswer, 'What was decided'), ...problems, ...conflict },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      const { outcome, merge } = await decide(ctx, c.req.valid('json'))
      return c.json({ outcome, merge: merge === null ? null : await getMerge(ctx, merge) }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/merges',
      tags,
      summary: 'What was merged, the latest first',
      request: {
        query: z.object({
          organisation: organisation.optional(),
          words: z.string().max(200).optional().meta({ description: 'A card, or a name however spelt, of either of the two.' }),
          after: z.uuid().optional(),
        }),
      },
      responses: { 200: json(MergePage, 'Twenty-five at a time'), ...tooOften, ...problems },
    }),
    async (c) => c.json(await listMerges(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/merges/{id}/undo',
      tags,
      summary: 'Undo a merge: both records stand as before, and are counted as before',
      request: { params: z.object({ id: z.uuid() }) },
      responses: { 200: json(Merge.nullable(), 'The merge, undone'), ...problems },
    }),
    async (c) => {
      await undo(c.get('ctx'), c.req.valid('param').id)
      return c.json(await getMerge(c.get('ctx'), c.req.valid('param').id), 200)
    },
  )
