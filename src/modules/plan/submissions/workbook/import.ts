/** Taking in a filled form: every row that can be kept, or nothing at all; what is refused comes back with its reason. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 as uuid, validate } from 'uuid'
import { assertMay, visible } from '../../../../core/access.ts'
import type { Context } from '../../../../core/context.ts'
import { type Db, transact } from '../../../../core/database.ts'
import { record } from '../../../../core/events.ts'
import { type ReceivedFile, storeFile } from '../../../../core/files.ts'
import { translator } from '../../../../core/i18n.ts'
import { Problem } from '../../../../core/problem.ts'
import type { Plan } from '../../contract.ts'
import { listsOf } from '../../lists/known.ts'
import { kindFrom } from '../../lists/sectors.ts'
import { getPlan } from '../../queries.ts'
import type { Lists } from '../../rules/lists.ts'
import { textOf } from '../../rules/written.ts'
import { openVersion } from '../../versions/open.ts'
import type { PlannedImport } from '../contract.ts'
import { addNewNames, assertListed, organisationNamed } from '../naming.ts'
import { checkActivity, isBlocked } from '../rules/check.ts'
import { type Content, placeActivity } from '../rules/place.ts'
import { changeActivities, type Edit, insertActivities, type NewActivity, type Stored } from '../store.ts'
import { byFile, type Meaning, meaningsOf, type Placed } from './matching.ts'
import { type FormRow, type FormTable, readForm } from './reading.ts'
import { type Refusal, reasonsFor, refusedWorkbook } from './refusals.ts'

const atATime = 250
export type Outcome = Omit<PlannedImport, 'seconds'>

/** @param organisation name, acronym or code; a workbook of ours says it itself */
export async function importPlanned(
  ctx: Context,
  planCode: string,
  file: ReceivedFile,
  organisation: string | undefined,
): Promise<PlannedImport> {
  const start = performance.now()
  visible(ctx, 'submission.write')
  const plan = await getPlan(ctx.db, planCode)
  const table = await readForm(file.path)
  const outcome = await transact(ctx.db, (db) => takeIn({ ...ctx, db }, plan, file, table, organisation))
  return { ...outcome, seconds: Number(((performance.now() - start) / 1000).toFixed(2)) }
}

async function takeIn(
  ctx: Context,
  plan: Plan,
  file: ReceivedFile,
  table: FormTable,
  organisation: string | undefined,
): Promise<Outcome> {
  const { db } = ctx
  const organisationId = await whose(ctx, plan, table, organisation)
  assertMay(ctx, 'submission.write', { organisationId })
  const placing = await placed(db, plan, table, organisationId)
  const version = await openVersion(db, plan, ctx.actor.id)
  if (table.marks.version !== undefined && table.marks.version !== String(version.number))
    throw new Problem(422, 'plan/submission-workbook-version', { theirs: table.marks.version, version: version.number })
  const { id: fileId, again } = await storeFile(db, file, ctx.actor)
  const stored = await lockOwn(db, plan.id, organisationId)
  const kept = placing.rows.filter((row) => row.refusal === undefined)
  const meanings = await meaningsOf(db, kept, stored, fileId, ctx.actor.id)
  const done = await write(ctx, { plan, organisationId, fileId, lists: placing.lists }, kept, meanings)
  const late = kept.flatMap((row, at): Refusal[] => lateRefusal(row, meanings[at]!))
  const refusals = [...placing.rows.flatMap((row) => row.refusal ?? []), ...late].sort((a, b) => a.row.number - b.row.number)
  const stay = kept.filter((_, at) => meanings[at]!.as !== 'refused')
  if (done.added + done.changed > 0)
    await record(db, ctx.actor, 'planned-activities.imported', fileId, { plan: plan.code, organisation: organisationId, ...done })
  return {
    read: placing.rows.length,
    ...counted(stay, placing.lists),
    ...done,
    refused: refusals.map(({ row, reasons }) => ({
      row: row.number,
      reasons: reasons.map((r) => ({
        column: r.column,
        sentence: translator(ctx.language)(`plan.submission.refused.${r.code}`, r.values),
      })),
    })),
    columnsLeft: table.left,
    newNames: placing.newNames,
    again,
    report: refusals.length === 0 ? null : Buffer.from(await refusedWorkbook(table, refusals, ctx.language)).toString('base64'),
  }
}

/** The organisation whose activities these are; a workbook made for another plan or organisation is not taken for this one's. */
async function whose({ db }: Context, plan: Plan, { marks }: FormTable, named: string | undefined): Promise<number> {
  if (marks.plan !== undefined && marks.plan !== plan.code)
    throw new Problem(422, 'plan/submission-workbook-plan', { theirs: marks.plan, plan: plan.code })
  const marked = marks.organisation === undefined ? undefined : Number(marks.organisation)
  if (named === undefined) {
    if (marked === undefined || !Number.isInteger(marked)) throw new Problem(422, 'plan/submission-whose')
    await assertListed(db, plan, marked)
    return marked
  }
  const id = await organisationNamed(db, plan, named)
  if (marked !== undefined && marked !== id) throw new Problem(422, 'plan/submission-workbook-organisation', { named })
  return id
}

type Row = Placed & { raw: FormRow; refusal?: Refusal }

/** Every row that says something, placed; names that open lists do not know join them first. */
async function placed(
  db: Db,
  plan: Plan,
  table: FormTable,
  organisationId: number,
): Promise<{ rows: Row[]; lists: Lists; newNames: string[] }> {
  const lists = await listsOf(db, plan.id)
  const rows = await placeRows(table, plan, lists, organisationId)
  const fresh = rows
    .filter((row) => row.refusal === undefined)
    .map((row) => ({ ...row.content, kind: kindFrom(textOf(row.raw.written.kind) ?? '') }))
  const added = await addNewNames(db, plan.id, fresh, lists)
  if (added.length === 0) return { rows, lists, newNames: [] }
  const grown = await listsOf(db, plan.id)
  return { rows: await placeRows(table, plan, grown, organisationId), lists: grown, newNames: added.map((a) => a.name) }
}

async function placeRows(table: FormTable, plan: Plan, lists: Lists, organisationId: number): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < table.rows.length; at += atATime) {
    for (const raw of table.rows.slice(at, at + atATime)) {
      const { written, number } = raw
      if (saysNothing(written)) continue
      // In our own form the total is a locked formula: some programs leave it as it was.
      const totalUsd = table.marks.plan === undefined ? written.totalUsd : null
      const country = textOf(written.country) ?? table.marks.country
      const content = placeActivity({ ...written, country, totalUsd }, lists, table.mark)
      const id = textOf(written.id)
      const version = Number(textOf(written.version) ?? Number.NaN)
      const reasons = reasonsFor(raw, table, plan, lists, organisationId)
      rows.push({
        raw,
        number,
        content,
        id: id !== null && validate(id) ? id : undefined,
        version: Number.isInteger(version) ? version : undefined,
        ...(reasons.length > 0 && { refusal: { row: raw, reasons } }),
      })
    }
    await othersTurn()
  }
  return rows
}

/** Rows that the form holds ready: only what it fills in by itself. */
const filledByForm = new Set(['year', 'country', 'organisation', 'kind', 'totalUsd', 'id', 'version'])
const saysNothing = (written: FormRow['written']): boolean =>
  Object.entries(written).every(
    ([column, value]) => filledByForm.has(column) || textOf(value) === null || (column === 'targetPeople' && Number(value) === 0),
  )

const lockOwn = async (db: Db, planId: number, organisationId: number): Promise<Stored[]> =>
  (
    await sql<Stored>`select * from plan_activities where plan_id = ${planId} and organisation_id = ${organisationId} order by id for update`.execute(
      db,
    )
  ).rows

type Order = { plan: Plan; organisationId: number; fileId: string; lists: Lists }

async function write(ctx: Context, { plan, organisationId, fileId, lists }: Order, rows: Row[], meanings: Meaning[]) {
  const fresh: NewActivity[] = []
  const edits: Edit[] = []
  rows.forEach(({ id, number, content }, at) => {
    const meaning = meanings[at]!
    if (meaning.as === 'new') fresh.push({ id: id ?? uuid(), organisationId, fileId, rowNumber: number, ...content })
    if (meaning.as === 'change') edits.push({ stored: meaning.stored, fileId, rowNumber: number, ...content })
  })
  const deed = { batchId: uuid(), actor: ctx.actor, reason: byFile }
  const added = await insertActivities(ctx.db, plan.id, fresh, lists, deed)
  const changed = await changeActivities(ctx.db, edits, lists, deed)
  return { added: added.length, changed: changed.length, unchanged: meanings.filter((m) => m.as === 'same').length }
}

function lateRefusal({ raw }: Row, meaning: Meaning): Refusal[] {
  if (meaning.as !== 'refused') return []
  const { why, stored } = meaning
  const values = {
    title: stored?.title ?? '',
    state: stored?.state ?? '',
    at: stored?.changedAt.toISOString().slice(0, 16).replace('T', ' ') ?? '',
  }
  return [{ row: raw, reasons: [{ column: 'title', code: why, values }] }]
}

function counted(rows: { content: Content }[], lists: Lists): Pick<Outcome, 'accepted' | 'withFindings' | 'findings'> {
  const findings: Record<string, number> = {}
  let withFindings = 0
  for (const { content } of rows) {
    const found = checkActivity(content, lists)
    if (isBlocked(found)) withFindings += 1
    for (const { code } of found) findings[code] = (findings[code] ?? 0) + 1
  }
  return { accepted: rows.length - withFindings, withFindings, findings }
}
