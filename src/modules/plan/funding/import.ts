/** Takes a funding file as it comes: flows of the tracking service, a table of one's own, or a table of what is asked. The same file again changes nothing. */
import { open, readFile, stat } from 'node:fs/promises'
import { assertMay, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { Problem } from '../../../core/problem.ts'
import { formOf } from '../../../core/tables/form.ts'
import { fold } from '../../../core/text.ts'
import type { Plan } from '../contract.ts'
import { lockLists } from '../lists/adding.ts'
import { readRows } from '../lists/receiving.ts'
import { getPlan } from '../queries.ts'
import { planNames, type Sides, sidesOf } from './boundary.ts'
import { cellText } from './cells.ts'
import type { FundingImport } from './contract.ts'
import { type Finding, type Flow, type ReadFlows, Refused, refusal, remark } from './flow.ts'
import { isFtsTable, readFtsJson, readFtsTable } from './fts.ts'
import { type Counts, keep } from './keeping.ts'
import { growLists, partByReach, resolveNames } from './names.ts'
import { outcomeOf } from './outcome.ts'
import { isRequirementTable, readRequirements } from './requirements.ts'
import { differences, type Row, rowOf, type Stored } from './rows.ts'
import { takeRequirements } from './stated.ts'
import { readTable } from './table.ts'

const jsonLimit = 64 * 2 ** 20

/** @param as how the file calls this plan, where it is neither its code nor its name; remembered for the next file */
export async function importFunding(ctx: Context, code: string, path: string, name: string, as?: string): Promise<FundingImport> {
  const reach = visible(ctx, 'funding.edit')
  const rows = await rowsOrJson(path)
  if (Array.isArray(rows) && !isFtsTable(headerOf(rows)) && isRequirementTable(headerOf(rows))) {
    assertMay(ctx, 'funding.edit')
    return takeRequirements(ctx, code, readRequirements(rows), name)
  }
  const read = typeof rows === 'string' ? readFtsJson(rows) : isFtsTable(headerOf(rows)) ? readFtsTable(rows) : readTable(rows)
  return transact(ctx.db, async (db) => {
    await lockLists(db)
    const plan = await getPlan(db, code)
    if (as?.trim()) await rememberName(db, plan.id, as)
    const taken = await takeFlows(db, ctx, plan, reach, read, name)
    await record(db, ctx.actor, 'funding.imported', code, { file: name, ...taken.counts })
    return outcomeOf(ctx.language, read, taken.counts)
  })
}

const rememberName = (db: Db, planId: number, name: string) =>
  db
    .insertInto('fundingPlanNames')
    .values({ planId, key: fold(name), name: name.trim() })
    .onConflict((c) => c.doNothing())
    .execute()

const headerOf = (rows: string[][]): string[] => (rows[0] ?? []).map((h) => h.replace(/^\uFEFF/, '').trim())

async function rowsOrJson(path: string): Promise<string[][] | string> {
  const size = await stat(path).then(
    (s) => (s.isFile() ? s.size : undefined),
    () => undefined,
  )
  if (size === undefined) throw new Problem(422, 'plan/file-missing', { file: path })
  const form = await formOf(path)
  if (form !== 'text' || !(await beginsAsJson(path))) return readRows(path, cellText)
  if (size > jsonLimit) throw new Problem(413, 'plan/file-too-large', { megabytes: jsonLimit / 2 ** 20 })
  return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
}

async function beginsAsJson(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return /^[\uFEFF\s]*[[{]/.test(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await file.close()
  }
}

async function takeFlows(
  db: Db,
  ctx: Context,
  plan: Plan,
  reach: Reach,
  read: ReadFlows,
  name: string,
): Promise<{ counts: Counts }> {
  const { taken, refused } = await partByReach(db, plan.id, read.flows, reach)
  for (const { line, countries } of refused)
    read.findings.push(refusal(line, 'out-of-reach', { country: countries.join(' | ') || '–' }))
  const placed = await placeFlows(db, plan, read, taken)
  const into = placed.filter((p) => p.sides.destinationInPlan && !p.sides.isShared).map((p) => p.flow)
  await growLists(db, plan.id, into, read.findings)
  const flows = placed.map((p) => p.flow)
  const names = await resolveNames(db, plan.id, flows, read.findings)
  const rows = new Map<string, Row>()
  placed.forEach(({ flow, sides }, i) => {
    if (!lookAt(flow, read.findings)) return
    rows.set(flow.flowId, newer(rows.get(flow.flowId), rowOf(plan.id, flow, sides, names[i]!)))
  })
  return { counts: await keep(db, ctx, plan.id, [...rows.values()], name) }
}

async function placeFlows(db: Db, plan: Plan, read: ReadFlows, flows: Flow[]): Promise<{ flow: Flow; sides: Sides }[]> {
  const isOurs = await planNames(db, plan)
  const saysPlans = read.flows.some((f) => f.destinationPlans.length > 0 || (f.sourcePlans ?? []).length > 0)
  return flows.flatMap((flow) => {
    try {
      return [{ flow, sides: sidesOf(flow, isOurs, saysPlans) }]
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      read.findings.push(refusal(flow.line, error.code, error.values))
      return []
    }
  })
}

/** Two pages may hold the same flow: the newer form of it. */
function newer(before: Row | undefined, row: Row): Row {
  if (!before) return row
  const changes = differences(row, before as Stored)
  return { ...before, ...changes }
}

/** @returns false when it cannot be kept: an amount of nobody knows what currency */
function lookAt(flow: Flow, findings: Finding[]): boolean {
  const { line, usd, amount, currency, perUsd } = flow
  if (usd === null && currency === null) {
    findings.push(refusal(line, amount === null ? 'amount-missing' : 'currency-missing'))
    return false
  }
  if (usd === null && currency !== 'USD')
    findings.push(remark(line, 'awaiting-rate', { currency: currency!, day: flow.decidedOn ?? '–', amount: amount ?? '–' }))
  if (usd === null || amount === null || perUsd === null || Number(perUsd) === 0) return true
  const counted = Number(amount) / Number(perUsd)
  if (Math.abs(counted - Number(usd)) > Math.max(2, Number(usd) * 0.01))
    findings.push(remark(line, 'usd-differs', { usd, counted: counted.toFixed(2), flow: flow.flowId }))
  return true
}
