/** A process of its own that takes in one sent file, to be killed in the middle. */
import { openHouse } from '../src/core/house.ts'
import { takeIn } from '../src/modules/activities/imports/actions.ts'

const house = await openHouse({ connections: 3 })
await takeIn(house.db, process.argv[2]!, { onProgress: (read) => void process.stdout.write(`${read}\n`) })
await house.close()
