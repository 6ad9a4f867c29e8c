/** Reading progress: what was published and what was accepted belong to everybody who may read figures. */
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { type Texts, textIn } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { getPlan, listIndicators } from '../../plan/queries.ts'
import { namesOf } from '../names.ts'
import { withMethods } from '../tables.ts'
import type { ActivityProgress, ActivityProgressPage, Progress, ProgressBy, ProgressScope, Show } from './contract.ts'
import { type After, type Ground, type KeyRow, keyRows } from './keys.ts'
import { withMoney } from './money.ts'
import { paceOf } from './pace.ts'
import { progressLines } from './table.ts'

/** @param today YYYY-MM-DD: which months were due by then */
export async function readProgress(
  ctx: Context,
  code: string,
  asked: ProgressScope,
  by: ProgressBy,
  today = now(),
): Promise<Progress> {
  const { plan, ground, pace } = await grounded(ctx, code, asked, today)
  const { planId: _, version, ...scope } = ground
  const table = await progressLines(ctx.db, plan, ground, by, pace, ctx.language)
  const { lines, total } = await withMoney(ctx, code, by, asked, table)
  const method = plan.methods.length === 0 ? plan.defaultMethod : 'stored'
  return { plan: plan.code, version, by, scope, method, pace, lines, total, countedAt: new Date().toISOString() }
}

/** Organisation × place × indicator, page by page. */
export async function readActivityProgress(
  ctx: Context,
  code: string,
  asked: ProgressScope,
  { show, after, limit }: { show: Show; after?: string | undefined; limit: number },
  today = now(),
): Promise<ActivityProgressPage> {
  const { ground, pace } = await grounded(ctx, code, asked, today)
  const rows = await keyRows(ctx.db, ground, show, pace.share, after === undefined ? undefined : placeOf(after), limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { lines: await namedKeys(ctx, code, shown), next: last ? tokenOf(last) : null, pace }
}

const now = (): string => new Date().toISOString().slice(0, 10)

async function grounded(ctx: Context, code: string, { from, until, ...filters }: ProgressScope, today: string) {
  visible(ctx, 'figures.read')
  const plan = await withMethods(ctx.db, await getPlan(ctx.db, code))
  const period = { from: from ?? plan.firstMonth, until: until ?? plan.lastMonth }
  if (period.from > period.until) throw new Problem(422, 'figures/months-reversed', period)
  const ground: Ground = { planId: plan.id, version: await publishedVersion(ctx.db, plan.id), ...period, ...filters }
  return { plan, ground, pace: paceOf(plan, period, today) }
}

const publishedVersion = async (db: Db, planId: number): Promise<number | null> =>
  (
    await db
      .selectFrom('planVersions')
      .select('number')
      .where('planId', '=', planId)
      .where('publishedAt', 'is not', null)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.number ?? null

const tokenOf = (row: KeyRow): string =>
  Buffer.from(
    JSON.stringify([row.readingPlace, row.organisationId, row.country, row.admin1, row.indicatorId] satisfies After),
  ).toString('base64url')

function placeOf(token: string): After {
  try {
    const [size, organisation, country, admin1, indicator] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[]
    const place = [String(size), Number(organisation), String(country), String(admin1), Number(indicator)] as After
    if (/^-?[\d.]{1,40}$/.test(place[0]) && Number.isInteger(place[1]) && Number.isInteger(place[4])) return place
  } catch {}
  throw new Problem(400, 'core/invalid-request', { where: 'after' })
}

async function namedKeys({ db, language }: Context, code: string, rows: KeyRow[]): Promise<ActivityProgress[]> {
  const plan = await getPlan(db, code)
  const bodies = await bodyNames(db, rows, (names) => textIn(names, language))
  const places = await namesOf(db, plan, 'admin1', [...new Set(rows.map((r) => r.admin1 || r.country))], language)
  const indicators = new Map((await listIndicators(db, plan.id)).map((i) => [i.id, i]))
  return rows.map((row) => {
    const indicator = indicators.get(row.indicatorId)
    return {
      organisation: { id: row.organisationId, name: bodies.get(row.organisationId) ?? '' },
      ...{ country: row.country, admin1: row.admin1 || null, place: places.of(row.admin1 || row.country) },
      sector: indicator?.sectorId ?? null,
      indicator: { id: row.indicatorId, name: indicator?.names[language] ?? indicator?.name ?? '' },
      ...{ kind: row.kind, title: row.title ?? '', activities: row.activities, rows: row.rows, lastMonth: row.lastMonth },
      people: { planned: row.pPeople, reported: row.rPeople },
      trained: { planned: row.pTrained, reported: row.rTrained },
      output: { planned: row.pOutput, reported: row.rOutput },
      cash: { planned: row.pCash, reported: row.rCash },
      done: shareDone(row),
    }
  })
}

function shareDone({ kind, ...row }: KeyRow): number | null {
  const [planned, reported] =
    kind === 'capacity'
      ? [row.pTrained, row.rTrained]
      : kind === 'output'
        ? [row.pOutput, row.rOutput]
        : [row.pPeople, row.rPeople]
  return planned > 0 ? reported / planned : null
}

/** By acronym, as everybody calls them; else by name. */
async function bodyNames(db: Db, rows: KeyRow[], say: (names: Texts) => string): Promise<Map<number, string>> {
  const ids = [...new Set(rows.map((r) => r.organisationId))]
  const found = await db
    .selectFrom('organisations')
    .select(['id', 'acronym', 'names'])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return new Map(found.map(({ id, acronym, names }) => [id, acronym || say(names as Texts)]))
}
