/** A household is compared when it was registered or changed; whole registries with themselves at night, and after a list was taken in. */
import { sql } from 'kysely'
import { enqueue, type Jobs } from '../../../core/jobs.ts'
import { compareHousehold } from './anew.ts'
import { compareAll } from './whole.ts'

export const duplicateJobs: Jobs = {
  'people.duplicates': { run: async ({ db }, { organisation }) => void (await compareAll(db, Number(organisation))) },
  'people.duplicates-of': { run: ({ db }, { household }) => compareHousehold(db, String(household)) },
  'people.duplicates-nightly': {
    every: '40 2 * * *',
    run: async ({ db }) => {
      const { rows } = await sql<{ organisation: number }>`
        select distinct organisation_id as organisation from households h
        where not exists (select from duplicate_models m where m.organisation_id = h.organisation_id and m.learned_at > h.last_seen_at)`.execute(
        db,
      )
      for (const { organisation } of rows)
        await enqueue(db, 'people.duplicates', { organisation }, { queue: 'duplicates', key: `duplicates ${organisation}` })
    },
  },
}
