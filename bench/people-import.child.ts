/** One list of people taken in as the server's own process does it, with the search for duplicates after it; prints seconds and the memory the process came to. */
import { operator } from '../src/core/access.ts'
import { fileAt } from '../src/core/files.ts'
import { openHouse } from '../src/core/house.ts'
import { sendList, takeInList } from '../src/modules/people/imports/actions.ts'
import { findImport } from '../src/modules/people/imports/queries.ts'

const [organisation = '', site = '', path = ''] = process.argv.slice(2)
const house = await openHouse({ connections: 4 })
const ctx = { db: house.db, actor: operator, accessChecked: false, language: 'en', requestId: 'bench' } as const
const start = performance.now()
const order = {
  organisation: Number(organisation),
  site,
  consent: 'Made up for measuring.',
  how: 'spoken',
  language: 'es',
  group: null,
  matching: {},
} as const
const { id } = await sendList(ctx, [await fileAt(path)], order)
await takeInList(house.db, id, { paths: [path] })
const seconds = (performance.now() - start) / 1000
const { persons, candidates, rowsRefused } = (await findImport(house.db, id))!
await house.close()
process.stdout.write(
  JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, persons, candidates, rowsRefused }),
)
