/** The endpoints of what holds for everybody: kinds of needs, words of consent, how long people are kept, what one read. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { NeedKind } from '../contract.ts'
import { ConsentText, DueHousehold, NeedKindChange, NewConsentText, NewNeedKind, PeopleRules, Reading } from './contract.ts'
import { listConsentTexts, writeConsentText } from './lists.ts'
import { addNeedKind, changeNeedKind, listNeedKinds } from './need-kinds.ts'
import { readOwnReadings } from './readings.ts'
import { listDue, listRules, setRules } from './retention.ts'

const tags = ['people']

export const lists = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/need-kinds',
      tags,
      summary: 'The list of specific needs; restricted ones only for those who may read them',
      responses: { 200: json(z.array(NeedKind), 'Needs'), ...problems },
    }),
    async (c) => c.json(await listNeedKinds(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/need-kinds',
      tags,
      summary: 'One more specific need, for every plan or for one; the same sent twice is one',
      request: { body: json(NewNeedKind, 'The need') },
      responses: { 200: json(NeedKind, 'As it stands'), ...problems },
    }),
    async (c) => c.json(await addNeedKind(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/people/need-kinds/{code}',
      tags,
      summary: 'Other names, retired, or asked again',
      request: { params: z.object({ code: z.string().max(60) }), body: json(NeedKindChange, 'What changes') },
      responses: { 200: json(NeedKind, 'As it stands'), ...problems },
    }),
    async (c) => c.json(await changeNeedKind(c.get('ctx'), c.req.valid('param').code, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/consent-texts',
      tags,
      summary: 'What people are asked to agree to, in every version',
      responses: { 200: json(z.array(ConsentText), 'By purpose, the newest version first'), ...problems },
    }),
    async (c) => c.json(await listConsentTexts(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/consent-texts',
      tags,
      summary: 'A new version of the words of one purpose',
      request: { body: json(NewConsentText, 'The words') },
      responses: { 200: json(z.array(ConsentText), 'As they stand'), ...problems },
    }),
    async (c) => c.json(await writeConsentText(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/rules',
      tags,
      summary: 'How long people are kept, by organisation',
      responses: { 200: json(z.array(PeopleRules), 'Rules'), ...problems },
    }),
    async (c) => c.json(await listRules(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/people/rules',
      tags,
      summary: 'How long one organisation keeps people after they were last seen',
      request: { body: json(PeopleRules, 'The rule') },
      responses: { 200: json(z.array(PeopleRules), 'Rules'), ...problems },
    }),
    async (c) => c.json(await setRules(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/due',
      tags,
      summary: 'Households whose time is over within 30 days',
      responses: { 200: json(z.array(DueHousehold), 'The next first'), ...problems },
    }),
    async (c) => c.json(await listDue(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/readings/mine',
      tags,
      summary: 'Whom the asker read of in the last 90 days',
      responses: { 200: json(z.array(Reading), 'The newest first'), ...problems },
    }),
    async (c) => c.json(await readOwnReadings(c.get('ctx')), 200),
  )
