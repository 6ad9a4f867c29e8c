/** Households that leave in a form that can be taken in again. */
import { sql } from 'kysely'
import { type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { translator } from '../../../core/i18n.ts'
import type { BookCell } from '../../../core/tables/writing.ts'
import type { Need, PersonContent } from '../contract.ts'
import { type HouseholdRecord, readHouseholds } from '../households/queries.ts'
import { sensitiveReach } from '../households/reach.ts'
import { noteReadings } from '../privacy/readings.ts'
import type { Leaving } from './leaving.ts'

const exported = [
  'householdKey',
  'given',
  'family',
  'also',
  'sex',
  'birthDate',
  'age',
  'relation',
  'nationality',
  'nationalId',
  'passport',
  'documentKind',
  'documentCountry',
  'documentNumber',
  'needs',
  'registeredOn',
  'populationGroup',
  'country',
  'admin1',
  'admin2',
  'origin',
  'destination',
  'address',
  'phone',
  'email',
  'languages',
  'note',
] as const
export type Wanted = { organisation?: number | undefined; site?: string | undefined }

/** Everybody of the organisation or site, whom the asker answers for. Each household is noted as exported. */
export async function exportedSheet(ctx: Context, wanted: Wanted): Promise<Leaving> {
  const reach = visible(ctx, 'people.manage')
  const t = translator(ctx.language)
  await record(ctx.db, ctx.actor, 'people.list-exported', String(wanted.organisation ?? 'all'), { site: wanted.site ?? null })
  return {
    name: t('people.export.sheet'),
    head: exported.map((field) => t(`people.column.${field}`)),
    rows: householdRows(ctx, reach, wanted),
  }
}

async function* householdRows(ctx: Context, reach: Reach, wanted: Wanted): AsyncGenerator<BookCell[]> {
  const sensitive = sensitiveReach(ctx)
  const today = new Date().toISOString().slice(0, 10)
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await nextIds(ctx, reach, wanted, after)
    const households = await readHouseholds(ctx.db, reach, ids, { sensitive })
    await noteReadings(
      ctx,
      households.map((h) => ({ id: h.id, organisationId: h.organisation, siteId: h.site })),
      'exported',
    )
    for (const household of households)
      for (const person of household.persons) if (!person.hasLeft) yield lineOf(household, person, today)
    if (ids.length === 0) return
    after = ids.at(-1)!
  }
}

const nextIds = (ctx: Context, reach: Reach, { organisation, site }: Wanted, after: string): Promise<string[]> =>
  asReader(ctx.db, reach, async (db) => {
    const { rows } = await sql<{ id: string }>`
      select id from households where id > ${after}::uuid and merged_into is null and erased_at is null
        and (${organisation ?? null}::int is null or organisation_id = ${organisation ?? null}::int)
        and (${site ?? null}::uuid is null or site_id = ${site ?? null}::uuid)
      order by id limit 200`.execute(db)
    return rows.map((r) => r.id)
  })

function lineOf({ card, needs, ...household }: HouseholdRecord, person: PersonContent, today: string): BookCell[] {
  const number = (kind: string) => person.documents.find((d) => d.kind === kind)
  const other = person.documents.find((d) => d.kind !== 'national-id' && d.kind !== 'passport')
  const isAbout = person.birthPrecision === 'about' && person.birthDate !== null
  const cells: Record<(typeof exported)[number], string> = {
    ...household,
    ...person,
    admin1: household.admin1 ?? '',
    admin2: household.admin2 ?? '',
    householdKey: card,
    birthDate: isAbout
      ? ''
      : (person.birthDate?.slice(0, { day: 10, month: 7, year: 4, about: 10 }[person.birthPrecision]) ?? ''),
    age: isAbout ? String(Number(today.slice(0, 4)) - Number(person.birthDate!.slice(0, 4))) : '',
    nationalId: number('national-id')?.number ?? '',
    passport: number('passport')?.number ?? '',
    documentKind: other?.kind ?? '',
    documentCountry: (other ?? person.documents[0])?.country ?? '',
    documentNumber: other?.number ?? '',
    populationGroup: household.populationGroup,
    languages: household.languages.join(', '),
    needs: needsOf(needs, person.id, today),
    registeredOn: household.registeredAt.slice(0, 10),
  }
  return exported.map((field) => cells[field])
}

/** By their codes, which every language reads: those that hold. */
const needsOf = (needs: readonly Need[], personId: string, today: string): string =>
  [...new Set(needs.filter((n) => n.personId === personId && (n.until === null || n.until >= today)).map((n) => n.need))].join(
    ', ',
  )
