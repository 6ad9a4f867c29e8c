/** The filter of the grid as conditions on rows, and on the sums where the sums can answer. */
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { monthsBetween } from '../../../core/dates.ts'
import { fold } from '../../../core/text.ts'
import type { Plan } from '../../plan/contract.ts'
import type { ActivityFilter } from '../contract.ts'
import { inSight, isNowhere, type Sight } from './reach.ts'

type Condition = RawBuilder<unknown>
type Given = { [K in keyof ActivityFilter]-?: NonNullable<ActivityFilter[K]> }
type Conditions = { [K in keyof Given]: (value: Given[K]) => Condition }

/** Written out, so that the indexes of these rows answer. */
const settledRows = sql`state in ('accepted', 'locked')`
const sentRows = sql`state in ('accepted', 'locked', 'submitted')`

const conditions: Conditions = {
  country: (v) => sql`country = ${v}`,
  organisation: (v) => sql`organisation_id = ${v}`,
  month: (v) => sql`month = ${v}`,
  from: (v) => sql`month >= ${v}`,
  until: (v) => sql`month <= ${v}`,
  admin1: (v) => sql`admin1 = ${v}`,
  sector: (v) => sql`sector_id = ${v}`,
  kind: (v) => sql`kind = ${v}`,
  state: (v) => sql`state = ${v}`,
  include: (v) => (v === 'accepted' ? sql`${settledRows} and not is_blocked` : sql`${sentRows} and not is_blocked`),
  finding: (v) => (v === 'any' ? sql`is_blocked` : v === 'none' ? sql`not is_blocked` : sql`findings @> array[${v}]::text[]`),
  indicator: (v) => sql`indicator_id = ${v}`,
  computed: (v) => (v === 'yes' ? sql`line_id is not null` : sql`line_id is null`),
  importId: (v) => sql`import_id = ${v}::uuid`,
  words: (v) => sql`to_tsvector('simple', activity_words(title, description)) @@ to_tsquery('simple', ${searched(v)})`,
}

/** Every word, as the beginning of a word of the activity's name or description, whatever its case and accents. */
const searched = (words: string): string =>
  wordsOf(words)
    .map((word) => (word.length < 3 ? word : `${word}:*`))
    .join(' & ')

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8)

/** What the filter really asks for. */
const askedIn = (filter: ActivityFilter): (keyof Given)[] =>
  (Object.keys(conditions) as (keyof Given)[]).filter(
    (key) =>
      filter[key] !== undefined &&
      (key !== 'words' || wordsOf(filter.words ?? '').length > 0) &&
      (key !== 'include' || filter.include !== 'drafts'),
  )

const conditionOf = <K extends keyof Given>(filter: ActivityFilter, key: K): Condition => conditions[key](filter[key] as Given[K])

const conditionsOf = (planId: number, filter: ActivityFilter, keys: (keyof Given)[]): Condition[] => [
  sql`plan_id = ${planId}`,
  ...keys.map((key) => conditionOf(filter, key)),
]

const all = (conditions: Condition[]): Condition => sql.join(conditions, sql` and `)

/** The rows of a plan that the filter leaves and the asker may see. */
export const rowsWhere = (planId: number, filter: ActivityFilter, sight: Sight): Condition =>
  all([...conditionsOf(planId, filter, askedIn(filter)), ...inSight(sight)])

/** Each of these has an index (plan_id, …, id), the narrowest first. */
const held: (keyof Given)[][] = [
  ['indicator'],
  ['admin1'],
  ['country', 'month'],
  ['organisation'],
  ['state'],
  ['country'],
  ['sector'],
  ['month'],
  ['kind'],
  [],
]

/** So many rows are put in order at once. */
const few = 1_000

/** How the rows of a filter are found in the order of ids (see page.ts). */
export type Way = { where: Condition; dense: Condition | undefined; months: string[] | undefined; walk: number }

/** @param total how many rows there are, as far as known: a few are found at once by the filter's own index */
export function wayTo(plan: Plan, filter: ActivityFilter, sight: Sight, total: number | null): Way {
  const asked = askedIn(filter)
  const used = held.find((keys) => keys.every((key) => asked.includes(key))) ?? []
  const rest = asked.filter((key) => !used.includes(key))
  const holdsSettled = used.every((key) => key === 'country')
  const seesAll = inSight(sight).length === 0 || (isSettledOnly(sight) && holdsSettled)
  const settled = holdsSettled && (isSettledOnly(sight) || filter.include === 'accepted') ? [settledRows] : []
  const asksMonths = asked.includes('from') || asked.includes('until')
  const onlyMonths = seesAll && holdsSettled && rest.every((key) => key === 'from' || key === 'until')
  const areMany = total !== null && total > few && asked.every((key) => spread.includes(key))
  return {
    where: rowsWhere(plan.id, filter, sight),
    dense: rest.length === 0 && seesAll ? undefined : all([...conditionsOf(plan.id, filter, used), ...settled]),
    months: asksMonths && (onlyMonths || areMany) ? monthsOf(plan, filter) : undefined,
    // Words are read letter by letter, so fewer rows are looked through for them.
    walk: total !== null && total <= few ? 0 : rest.includes('words') ? 1_500 : 20_000,
  }
}

/** Where many rows match these, some of every month do: the first of each are soon found by walking through it. */
const spread: (keyof Given)[] = ['country', 'sector', 'kind', 'state', 'include', 'from', 'until']

/** A range of months is read month by month, each in order. */
const monthsOf = ({ firstMonth, lastMonth }: Plan, { from, until }: ActivityFilter): string[] | undefined =>
  firstMonth <= lastMonth
    ? monthsBetween(from && from > firstMonth ? from : firstMonth, until && until < lastMonth ? until : lastMonth)
    : undefined

const isSettledOnly = (sight: Sight) => sight.all === 'all' && isNowhere(sight.drafts)

/** Somebody of one country or one organisation filters by it without saying so. */
export function narrowed(filter: ActivityFilter, sight: Sight): { filter: ActivityFilter; sight: Sight } {
  const { all: seen, drafts } = sight
  if (seen === 'all' || drafts === 'all' || seen.countries.length + seen.organisations.length !== 1) return { filter, sight }
  const [country] = seen.countries
  const [organisation] = seen.organisations
  const own: ActivityFilter = country === undefined ? { organisation } : { country }
  const asked = country === undefined ? filter.organisation : filter.country
  if (asked !== undefined && asked !== (country ?? organisation)) return { filter, sight }
  const writes = drafts.countries.length + drafts.organisations.length === 1
  return { filter: { ...filter, ...own }, sight: { all: 'all', drafts: writes ? 'all' : drafts } }
}

type Summed = { where: Condition; from: 'activity_sums' | 'activity_months' | 'activity_sectors' | 'activity_finding_sums' }

/** The same rows in the sums; undefined where only the rows themselves can tell. */
export function sumsWhere(planId: number, filter: ActivityFilter, sight: Sight): Summed | undefined {
  const asked = askedIn(filter)
  const byFinding = asked.includes('finding') && !['any', 'none'].includes(filter.finding!)
  const byPlace = asked.includes('admin1') || asked.includes('sector')
  const byBody = asked.includes('organisation') || namesBodies(sight.all) || namesBodies(sight.drafts)
  if (asked.some((key) => ['indicator', 'importId', 'computed', 'words'].includes(key))) return undefined
  if (byFinding && (byPlace || asked.includes('kind'))) return undefined
  const keys = byFinding ? asked.filter((key) => key !== 'finding') : asked
  const finding = byFinding ? [sql`finding = ${filter.finding}`] : []
  const bySector = asked.includes('admin1') || byBody ? 'activity_sums' : 'activity_sectors'
  const from = byFinding ? 'activity_finding_sums' : byPlace ? bySector : 'activity_months'
  return { from, where: all([...conditionsOf(planId, filter, keys), ...finding, ...inSight(sight)]) }
}

const namesBodies = (reach: Reach): boolean => reach !== 'all' && reach.organisations.length > 0
