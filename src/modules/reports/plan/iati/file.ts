/** The plan as one IATI 2.03 file, written activity by activity: its size in memory does not grow with the plan. */
import type { Db } from '../../../../core/database.ts'
import { type Language, textIn } from '../../../../core/i18n.ts'
import type { PlanRow } from '../contract.ts'
import type { PlanEdition } from '../edition.ts'
import { namesOf } from '../names.ts'
import { activitiesOf } from '../rows.ts'
import { activityXml, type Reported } from './activity.ts'
import { type Publisher, publisher as usual } from './codes.ts'
import { assertReference, planXml, type Setting } from './common.ts'
import { fundsOf, fundXml } from './funds.ts'
import { escaped } from './xml.ts'

export type IatiOptions = {
  /** Public address of the plan's page: the plan's own vocabularies are named by it. */
  address: string
  today: string
  publisher?: Publisher
  /** What was reported for an activity until the end of a month, where something was published. */
  reported?: (row: PlanRow) => Reported | undefined
}

/** Pieces of the file, each of many activities. */
export async function* iatiOf(db: Db, edition: PlanEdition, language: Language, options: IatiOptions): AsyncGenerator<string> {
  const setting = settingOf(edition, language, options)
  assertReference(setting.publisher.reference)
  const { funds, left } = await fundsOf(db, edition.plan.id, options.today)
  const names = await namesOf(db, edition, language)
  const funded = new Set(funds.map((fund) => fund.organisationId))
  yield heading(edition, left)
  for (const fund of funds) yield fundXml(fund, setting)
  let piece = ''
  let isEmpty = funds.length === 0
  for await (const row of activitiesOf(db, edition, language)) {
    isEmpty = false
    piece += activityXml(row, setting, {
      organisationKind: names.organisations.get(row.organisationId)?.kind ?? '',
      hasFunds: funded.has(row.organisationId),
      reported: options.reported?.(row),
    })
    if (piece.length > 2 ** 16) {
      yield piece
      piece = ''
    }
  }
  // The standard knows no file without an activity: a plan of which nothing else is told is one itself.
  yield `${piece}${isEmpty ? planXml(setting) : ''}</iati-activities>\n`
}

function heading({ version, plan }: PlanEdition, left: number): string {
  const notes = [
    version === null ? `Draft of ${plan.code}: not published, for review only.` : '',
    left > 0
      ? `${left} contributions are not in this file: without recipient, without rate, shared with other plans, or dated in the future.`
      : '',
  ].filter(Boolean)
  const said = notes.map((note) => `<!-- ${escaped(note).replaceAll('--', '–')} -->\n`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${said}<iati-activities version="2.03" generated-datetime="${new Date().toISOString()}">\n`
}

function settingOf({ plan }: PlanEdition, language: Language, { address, today, publisher = usual }: IatiOptions): Setting {
  const [year = 0, month = 1] = plan.lastMonth.split('-').map(Number)
  return {
    plan: plan.code,
    planName: textIn(plan.names, language) || plan.code,
    language,
    first: `${plan.firstMonth}-01`,
    last: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10),
    today,
    address,
    publisher,
  }
}
