/** Persons as they are compared, read from the registry: whole organisations, or a few by their ids. Where a record was erased or merged, it is no longer compared. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { type Compared, heard } from '../rules/comparison.ts'
import { documentIdentity } from '../rules/identity.ts'

type Row = {
  id: string
  householdId: string
  organisationId: number
  given: string
  family: string
  sex: string | null
  birthDate: string | null
  birthPrecision: string
  phone: string | null
  place: string
  documents: { kind: string; country: string; number: string }[] | null
}
export type Kept = Compared & { organisationId: number }

/** @param where condition on persons `p` and their households `h` */
export async function keptRecords(db: Db, where: RawBuilder<unknown>): Promise<Kept[]> {
  const { rows } = await sql<Row>`
    select p.id, p.household_id, p.organisation_id, p.given, p.family, p.sex, p.birth_date, p.birth_precision, h.phone_key as phone,
      h.country || ':' || coalesce(h.admin1, '') as place, d.documents
    from persons p join households h on h.id = p.household_id
      left join lateral (select jsonb_agg(jsonb_build_object('kind', kind, 'country', country, 'number', number)) as documents
        from person_documents where household_id = p.household_id and person_id = p.id) d on true
    where p.merged_into is null and p.erased_at is null and ${where}
    order by p.household_id, p.id`.execute(db)
  return withCompanions(rows.map(asKept))
}

function asKept({ documents, given, family, ...row }: Row): Kept {
  return {
    ...row,
    ...heard(given, family),
    documents: (documents ?? []).flatMap((d) => documentIdentity(d) ?? []),
    companions: [],
  }
}

/** Those of one household stand one after another. */
export function withCompanions<T extends Compared>(records: T[]): T[] {
  const homes = Map.groupBy(records, (r) => r.householdId)
  for (const home of homes.values()) {
    if (home.length < 2) continue
    const names = home.map(shortName)
    home.forEach((record, n) => {
      record.companions = names.toSpliced(n, 1)
    })
  }
  return records
}

const shortName = ({ given, family }: Compared): string => `${given[0]?.sound ?? ''} ${family[0]?.sound ?? ''}`
