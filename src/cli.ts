/** The `senda` command: finds the command that was named, opens the database, runs it, and puts every failure in a sentence. */
import { commands as above } from './commands.ts'
import { runCommand } from './core/cli.ts'
import { commands as core } from './core/core-commands.ts'
import { commands as activities } from './modules/activities/commands.ts'
import { commands as delivery } from './modules/delivery/commands.ts'
import { commands as figures } from './modules/figures/commands.ts'
import { commands as organisations } from './modules/organisations/commands.ts'
import { commands as people } from './modules/people/commands.ts'
import { commands as places } from './modules/places/commands.ts'
import { commands as plan } from './modules/plan/commands.ts'
import { commands as reports } from './modules/reports/commands.ts'

process.exitCode = await runCommand(
  [...core, ...above, ...places, ...organisations, ...plan, ...people, ...delivery, ...activities, ...figures, ...reports],
  process.argv.slice(2),
)
