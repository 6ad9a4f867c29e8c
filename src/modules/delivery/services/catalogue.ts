/** The services a response to people on the move gives: data to begin with, edited afterwards like any other. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Db, transact } from '../../../core/database.ts'
import { NewService } from '../contract.ts'
import { insertService } from './queries.ts'

const shipped = (): NewService[] =>
  z.array(NewService).parse(JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')))

/** Adds those whose code is not there yet; what somebody edited or retired stays as it is. @returns how many were added */
export const loadServices = (db: Db): Promise<number> =>
  transact(db, async (trx) => {
    let added = 0
    for (const [at, service] of shipped().entries())
      if ((await insertService(trx, { ...service, position: (at + 1) * 10 })) !== undefined) added++
    return added
  })
