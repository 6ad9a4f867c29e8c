/** Cards to print and cut out: what the field scans. Without a name unless somebody asks for it. */
import { readFileSync } from 'node:fs'
import { renderSVG } from 'uqr'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { record } from '../../../core/events.ts'
import { translator } from '../../../core/i18n.ts'
import { notFound } from '../../../core/problem.ts'
import { typesetPdf } from '../../../core/typst.ts'
import { type HouseholdRecord, readHouseholds } from '../households/queries.ts'
import { noteReadings } from '../privacy/readings.ts'
import { cardText } from '../rules/card.ts'

export type Wanted = { households: string[]; names: boolean }
const template = () => readFileSync(new URL('./cards.typ', import.meta.url), 'utf8')

/** One card for each household, in the order asked; one that is not within reach: 404. Each is noted as printed. */
export async function printCards(ctx: Context, { households, names }: Wanted): Promise<Buffer> {
  const found = await readHouseholds(ctx.db, visible(ctx, 'people.read'), households)
  const standing = found.filter((h) => h.mergedInto === null && h.erasedAt === null)
  const missing = households.find((id) => !standing.some((h) => h.id === id.toLowerCase()))
  if (missing) notFound('household', missing)
  await noteReadings(
    ctx,
    standing.map((h) => ({ id: h.id, organisationId: h.organisation, siteId: h.site })),
    'printed',
  )
  await record(ctx.db, ctx.actor, 'cards.printed', standing[0]!.id, { cards: standing.length, names })
  const t = translator(ctx.language)
  const bodies = await bodiesOf(ctx, standing)
  const title = t('people.cards.title')
  const cards = standing.map((h) => ({ ...cardOf(h, names, t), organisation: bodies.get(h.organisation) ?? '' }))
  const pictures = Object.fromEntries(standing.map((h) => [fileOf(h), Buffer.from(codeOf(h.id))]))
  return typesetPdf(template(), { title, author: 'Senda', language: ctx.language, keep: t('people.cards.keep'), cards }, pictures)
}

const fileOf = (h: HouseholdRecord): string => `card-${h.id}.svg`
const codeOf = (id: string): string => renderSVG(cardText(id), { ecc: 'M', border: 2 })

function cardOf(h: HouseholdRecord, names: boolean, t: ReturnType<typeof translator>) {
  const head = h.persons.find((p) => p.relation === 'head') ?? h.persons[0]
  return {
    file: fileOf(h),
    card: h.card,
    alt: t('people.cards.alt', { card: h.card }),
    name: names && head ? `${head.given} ${head.family}`.trim() : '',
    size: names ? t('people.cards.size', { size: h.persons.filter((p) => !p.hasLeft).length }) : '',
  }
}

async function bodiesOf(ctx: Context, households: readonly HouseholdRecord[]): Promise<Map<number, string>> {
  const ids = [...new Set(households.map((h) => h.organisation))]
  const rows = await ctx.db.selectFrom('organisations').select(['id', 'names', 'acronym']).where('id', 'in', ids).execute()
  return new Map(
    rows.map(({ id, names, acronym }) => {
      const texts = names as Record<string, string>
      return [id, acronym || texts[ctx.language] || texts.en || Object.values(texts)[0] || '']
    }),
  )
}
