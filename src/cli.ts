/** The `senda` command: finds the command that was named, opens the database, runs it, and puts every failure in a sentence. */
import { runCommand } from './core/cli.ts'
import { commands as core } from './core/core-commands.ts'

process.exitCode = await runCommand([...core], process.argv.slice(2))
