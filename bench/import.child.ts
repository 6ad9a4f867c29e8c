/** One import as the command line does it; prints its seconds and the memory the process came to. */
import { operator } from '../src/core/access.ts'
import { fileAt } from '../src/core/files.ts'
import { openHouse } from '../src/core/house.ts'
import { sendFile, takeIn } from '../src/modules/activities/imports/actions.ts'

const [plan = '', path = ''] = process.argv.slice(2)
const house = await openHouse({ connections: 4 })
const ctx = { db: house.db, actor: operator, accessChecked: false, language: 'en', requestId: 'bench' } as const
const start = performance.now()
const { id } = await sendFile(ctx, plan, await fileAt(path))
await takeIn(house.db, id, { path })
const seconds = (performance.now() - start) / 1000
await house.close()
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }))
