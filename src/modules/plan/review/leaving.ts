/** Why activities were left where they are, in words: who changed one meanwhile and how, whose part stands against it, whom to ask about a day that is over. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { type Language, type Texts, textIn, translator } from '../../../core/i18n.ts'
import { Problem, type Status } from '../../../core/problem.ts'
import { type ActivityFindingCode, blocks } from '../submissions/contract.ts'
import type { LeftActivity, LeftReason, PlanStepOrder } from './contract.ts'
import { wordingOf } from './names.ts'
import { before, cellsNow, readable } from './past.ts'
import { type Change, type Chosen, changesOf } from './queries.ts'
import type { Refusal } from './rules.ts'

export type Left = { id: string; one?: Chosen; seen?: number | undefined; refusal: Refusal }

/** Beyond these they are only counted. */
const explained = 200

export const sentenceOf = (language: Language, reason: LeftReason | string, values: Record<string, unknown> = {}): string =>
  translator(language)(`plan.review.left.${reason}`, values)

export async function explain(ctx: Context, left: Left[]): Promise<LeftActivity[]> {
  const shown = left.slice(0, explained)
  const moved = await movedOn(ctx, shown)
  const officers = await officersOf(ctx, shown)
  return shown.map(({ id, one, refusal }): LeftActivity => {
    const changed = moved.get(id)
    return {
      id,
      // Nothing of what is not in sight.
      title: refusal.reason === 'not-there' ? null : (one?.title ?? null),
      reason: refusal.reason,
      sentence: words(ctx, { id, ...(one && { one }), refusal }, changed, officers),
      ...(changed && { changed }),
    }
  })
}

function words(ctx: Context, { one, refusal }: Left, changed: LeftActivity['changed'], officers: Officers): string {
  const { language } = ctx
  const t = translator(language)
  if (refusal.reason === 'own') return sentenceOf(language, `own-${refusal.part}`)
  if (refusal.reason === 'too-late')
    return sentenceOf(language, `too-late-${refusal.lastDay}`, {
      day: dayIn(language, refusal.day),
      country: officers.countries.get(one?.country ?? '') ?? one?.country ?? '–',
      names: listIn(language, officers.names.get(one?.country ?? '') ?? []),
      people: (officers.names.get(one?.country ?? '') ?? []).length,
    })
  if (refusal.reason === 'moved-on' && changed)
    return sentenceOf(language, 'moved-on', {
      by: changed.by,
      at: momentIn(language, changed.at),
      state: t(`plan.review.state.${changed.state}`),
    })
  if (refusal.reason === 'moved-on') return sentenceOf(language, 'moved-on-since')
  if (refusal.reason === 'blocked')
    return sentenceOf(language, 'blocked', {
      findings: one?.findings.filter((code) => blocks(code as ActivityFindingCode)).length ?? 1,
    })
  return sentenceOf(language, refusal.reason, { state: one ? t(`plan.review.state.${one.state}`) : '' })
}

/** Day before month, as every country of the response writes. */
const dated = (language: Language): string => (language === 'en' ? 'en-GB' : language)
export const dayIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(dated(language), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
export const momentIn = (language: Language, at: string): string =>
  `${new Intl.DateTimeFormat(dated(language), { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(new Date(at))} UTC`
const listIn = (language: Language, names: string[]): string => new Intl.ListFormat(language).format(names)

/** Both versions of what somebody else changed since it was looked at. */
async function movedOn(ctx: Context, left: Left[]): Promise<Map<string, NonNullable<LeftActivity['changed']>>> {
  const moved = left.filter(
    (l): l is Left & { one: Chosen; seen: number } => l.refusal.reason === 'moved-on' && l.seen !== undefined,
  )
  const now = await cellsNow(
    ctx.db,
    moved.map((l) => l.id),
  )
  const answers = new Map<string, NonNullable<LeftActivity['changed']>>()
  for (const { id, one, seen } of moved) {
    // Every write of an activity counts its version up by one and leaves one change.
    const since = await changesOf(ctx.db, id, Math.max(1, one.version - seen))
    const there = now.get(id)
    if (!there) continue
    const [was, cells] = [readable(before(there, since)), readable(there)]
    const wording = await wordingOf(ctx, [cells, was])
    answers.set(id, {
      ...lastOf(one, since[0]),
      state: one.state,
      seen,
      version: one.version,
      cells: wording.differences(was, cells),
    })
  }
  return answers
}

const lastOf = ({ hands, changedAt }: Chosen, change: Change | undefined) => ({
  by: change ? change.byName || change.by : hands.changedBy,
  at: (change?.at ?? changedAt).toISOString(),
  step: change?.step ?? null,
})

type Officers = { names: Map<string, string[]>; countries: Map<string, string> }

/** Whom to ask for a later day: who coordinates in the country. */
async function officersOf({ db, language }: Context, left: Left[]): Promise<Officers> {
  const late = left.filter((l) => l.refusal.reason === 'too-late')
  const codes = [...new Set(late.flatMap((l) => l.one?.country ?? []))]
  if (codes.length === 0) return { names: new Map(), countries: new Map() }
  const places = await db.selectFrom('places').select(['code', 'names']).where('code', 'in', codes).execute()
  const found = await officersIn(db, codes)
  const byCountry = Map.groupBy(found, (o) => o.country)
  return {
    names: new Map([...byCountry].map(([country, of]) => [country, of.map((o) => o.name)])),
    countries: new Map(places.map((p) => [p.code, textIn(p.names as Texts, language) || p.code])),
  }
}

async function officersIn(db: Db, codes: string[]): Promise<{ country: string; name: string }[]> {
  const { rows } = await sql<{ country: string; name: string }>`
    select distinct p.code as country, u.name from grants g join users u on u.id = g.user_id and u.disabled_at is null
    join places p on p.level = 0 and p.code = any(${codes}::text[]) and ((g.scope = 'country' and g.scope_id = p.code) or (g.scope = 'platform' and g.scope_id = p.platform))
    where g.role = 'country-officer' order by 1, 2 limit 20`.execute(db)
  return rows
}

const statusOf: Record<LeftReason, Status> = {
  'not-there': 404,
  'not-yours': 403,
  'wrong-state': 409,
  'moved-on': 409,
  'too-late': 409,
  own: 403,
  blocked: 422,
}

/** The answer where nothing could be done: the reason most of them have, and of each its own. */
export function refusalOfAll({ step, filter }: PlanStepOrder, left: Left[], said: LeftActivity[]): Problem {
  if (left.length === 0) return new Problem(404, filter ? 'plan/step-nothing' : 'plan/step-not-there', { step, left: [] })
  const [reason] = [...Map.groupBy(left, (l) => l.refusal.reason)].toSorted(([, a], [, b]) => b.length - a.length)[0]!
  const first = left.find((l) => l.refusal.reason === reason)!.refusal
  const sentence = said.find((s) => s.reason === reason)?.sentence ?? ''
  const day = first.reason === 'too-late' ? { day: first.day } : {}
  return new Problem(statusOf[reason], `plan/step-${reason}`, { step, sentence, activities: left.length, ...day, left: said })
}
