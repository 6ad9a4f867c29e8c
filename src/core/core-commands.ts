/** The commands that belong to no module. */
import { backup, restore } from './backup.ts'
import type { Command, CommandInput } from './commands.ts'
import { distribute } from './distribute.ts'
import { openHouse } from './house.ts'
import { translator } from './i18n.ts'
import { doneMigrations, migrate } from './migrate.ts'
import { Problem } from './problem.ts'

const force = { force: { type: 'boolean' } } as const

export const commands: Command[] = [
  {
    name: 'migrate',
    usage: '',
    summary:
      'Brings the database to its newest form and prints the steps it has been through. The start and every other command do this too.',
    run: async ({ ctx, print }) => print((await doneMigrations(ctx.db)).join('\n')),
  },
  {
    name: 'database distribute',
    usage: '',
    summary: 'Lays the tables of people and deliveries over the machines of a Citus cluster. Needed once, and only there.',
    run: async ({ ctx, print }) => {
      const moved = await distribute(ctx.db)
      print(moved.map(({ table, by }) => `${table},${by ?? 'reference'}`).join('\n'))
    },
  },
  {
    name: 'backup',
    usage: 'FILE [--force]',
    summary: 'Writes everything to one file, while Senda goes on working. --force replaces an existing file.',
    options: force,
    bare: true,
    run: withHouse('backup FILE', async (house, path, { ctx, values, hint }) => {
      hint(translator(ctx.language)('core.backup.done', { path, ...(await backup(house.pool, path, values.force === true)) }))
    }),
  },
  {
    name: 'restore',
    usage: 'FILE [--force]',
    summary: 'Fills an empty database from a backup. --force replaces what a database holds.',
    options: force,
    bare: true,
    run: withHouse('restore FILE', async (house, path, { ctx, values, hint }) => {
      const summary = await restore(house.pool, path, values.force === true)
      await migrate(house.db, house.pool)
      hint(translator(ctx.language)('core.restore.done', summary))
    }),
  },
]

type House = Awaited<ReturnType<typeof openHouse>>

function withHouse(usage: string, work: (house: House, path: string, input: CommandInput) => Promise<void>): Command['run'] {
  return async (input) => {
    const [path] = input.positionals
    if (!path) throw new Problem(400, 'core/wrong-arguments', { reason: 'FILE', usage: `senda ${usage}` })
    const house = await openHouse({ connections: 3 })
    try {
      await work(house, path, input)
    } finally {
      await house.close()
    }
  }
}
