/** The table of progress: lines along one side of the response, their totals, and the even pace. */
import type { Db } from '../../../core/database.ts'
import { monthsBetween } from '../../../core/dates.ts'
import type { Language } from '../../../core/i18n.ts'
import type { Plan } from '../../plan/contract.ts'
import { listIndicators, listSectors } from '../../plan/queries.ts'
import { namesOf } from '../names.ts'
import type { MethodPlan } from '../queries.ts'
import type { Pace, ProgressBy, ProgressLine } from './contract.ts'
import { type Ground, type KeyTotal, totalsBy } from './keys.ts'
import { monthShare } from './pace.ts'
import { comparablePeople, plannedPeople, reportedPeople, totalsByMonth } from './people.ts'

type Whole = Plan & MethodPlan
type Counted = Omit<ProgressLine, 'name' | 'look' | 'money'>
const everything = ''

export async function progressLines(
  db: Db,
  plan: Whole,
  ground: Ground,
  by: ProgressBy,
  pace: Pace,
  language: Language,
): Promise<{ lines: ProgressLine[]; total: ProgressLine }> {
  const counted = by === 'month' ? await byMonth(db, plan, ground, pace) : await byKey(db, plan, ground, by, pace)
  const names = await lineNames(
    db,
    plan,
    by,
    counted.lines.map((l) => l.key),
    language,
  )
  const lines = counted.lines
    .map((line) => ({ ...line, ...names.of(line.key), money: null }))
    .toSorted((a, b) => names.compare(a.key, b.key))
  return { lines, total: { ...counted.total, name: '', money: null } }
}

/** People across sectors by the method; of one sector or one indicator as they add up. */
async function byKey(db: Db, plan: Whole, ground: Ground, by: Exclude<ProgressBy, 'month'>, pace: Pace) {
  const totals = await totalsBy(db, ground, by)
  const isAcross = by === 'country' || by === 'admin1' || by === 'organisation'
  const along = isAcross ? by : 'country'
  const planned = await plannedPeople(db, plan, ground, along)
  const reported = await reportedPeople(db, plan, ground, along)
  const comparable = await comparablePeople(db, plan, ground, along)
  const line = (total: KeyTotal): Counted => {
    const byMethod = isAcross || total.key === null
    const { key } = total
    const people = byMethod
      ? { planned: planned.get(key) ?? 0, reported: reported.get(key) ?? 0, comparable: comparable.get(key) ?? 0 }
      : { planned: total.pPeople, reported: total.rPeople, comparable: total.rPeople }
    return lineOf(total, people, pace)
  }
  return { lines: totals.filter((t) => t.key !== null).map(line), total: line(totals.find((t) => t.key === null) ?? nothing) }
}

const nothing: KeyTotal = {
  ...{ key: null, activities: 0, silent: 0, rows: 0, unplanned: 0 },
  ...{ pPeople: 0, rPeople: 0, pTrained: 0, rTrained: 0, pOutput: 0, rOutput: 0, pCash: 0, rCash: 0 },
}

const lineOf = (total: KeyTotal, people: Omit<ProgressLine['people'], 'expected'>, pace: Pace): Counted => ({
  ...{
    key: total.key ?? everything,
    activities: total.activities,
    silent: total.silent,
    rows: total.rows,
    unplanned: total.unplanned,
  },
  people: { ...people, expected: Math.round(people.planned * pace.share) },
  trained: { planned: total.pTrained, reported: total.rTrained },
  output: { planned: total.pOutput, reported: total.rOutput },
  cash: { planned: total.pCash, reported: total.rCash },
})

/** The plan says what, not when: its targets are dealt evenly over its months. */
async function byMonth(db: Db, plan: Whole, ground: Ground, pace: Pace) {
  const { total: whole } = await byKey(db, plan, ground, 'country', pace)
  const reported = await reportedPeople(db, plan, ground, 'month')
  const rows = new Map((await totalsByMonth(db, ground)).map((month) => [month.key, month]))
  const all = monthsBetween(plan.firstMonth, plan.lastMonth)
  const lines = all
    .filter((month) => month >= ground.from && month <= ground.until)
    .map((month): Counted => {
      const at = all.indexOf(month)
      const found = rows.get(month)
      const part = (planned: number) => monthShare(planned, at, all.length)
      const people = part(whole.people.planned)
      const reached = reported.get(month) ?? 0
      return {
        ...{ key: month, activities: 0, silent: 0, rows: found?.rows ?? 0, unplanned: 0 },
        people: { planned: people, reported: reached, comparable: reached, expected: people },
        trained: { planned: part(whole.trained.planned), reported: found?.trained ?? 0 },
        output: { planned: part(whole.output.planned), reported: found?.output ?? 0 },
        cash: { planned: part(whole.cash.planned), reported: found?.cash ?? 0 },
      }
    })
  return { lines, total: whole }
}

type Names = { of: (key: string) => { name: string; look?: string }; compare: (a: string, b: string) => number }

async function lineNames(db: Db, plan: Plan, by: ProgressBy, keys: string[], language: Language): Promise<Names> {
  if (by === 'indicator') return indicatorNames(db, plan.id, language)
  const names = await namesOf(db, plan, by, keys, language)
  if (by !== 'sector') return { of: (key) => ({ name: names.of(key) }), compare: names.compare }
  const looks = new Map((await listSectors(db, plan.id)).map((s) => [String(s.id), s.look]))
  return { of: (key) => ({ name: names.of(key), look: looks.get(key) ?? 'common' }), compare: names.compare }
}

/** In the order of the plan's list: sector by sector. */
async function indicatorNames(db: Db, planId: number, language: Language): Promise<Names> {
  const looks = new Map((await listSectors(db, planId)).map((s, at) => [s.id, { look: s.look, at }]))
  const known = new Map(
    (await listIndicators(db, planId)).map((i) => [
      String(i.id),
      { name: i.names[language] ?? i.name, id: i.id, ...looks.get(i.sectorId)! },
    ]),
  )
  const at = (key: string) => known.get(key) ?? { name: '', look: 'common', at: 999, id: 0 }
  return {
    of: (key) => ({ name: at(key).name, look: at(key).look }),
    compare: (a, b) => at(a).at - at(b).at || at(a).id - at(b).id,
  }
}
