/** The endpoint of cards. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, problems } from '../../../core/http.ts'
import { printCards } from './actions.ts'

const CardsWanted = z
  .object({
    households: z.array(z.uuid()).min(1).max(500),
    names: z.boolean().default(false).meta({ description: 'Print the name of the head and how many they are.' }),
  })
  .meta({ id: 'CardsWanted' })

export const cards = api().openapi(
  createRoute({
    method: 'post',
    path: '/people/cards.pdf',
    tags: ['people'],
    summary: 'Cards of households, ten to a page, to be cut out',
    request: { body: { content: { 'application/json': { schema: CardsWanted } }, required: true } },
    responses: {
      200: { description: 'PDF/UA', content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } } },
      ...problems,
    },
  }),
  async (c) => {
    const pdf = await printCards(c.get('ctx'), c.req.valid('json'))
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="cards.pdf"',
        'cache-control': 'no-store',
      },
    }) as never
  },
)
