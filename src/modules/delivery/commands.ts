/** Deliveries on the command line. */
import type { Command } from '../../core/commands.ts'
import { Problem } from '../../core/problem.ts'
import { checkDeliveries } from './ledger/checking.ts'
import { placeAll } from './ledger/placing.ts'
import { recountDeliveries } from './ledger/recount.ts'
import { loadServices } from './services/catalogue.ts'

export const commands: Command[] = [
  {
    name: 'delivery services',
    usage: '',
    summary: 'Adds the services that Senda brings along; what was edited stays.',
    run: async ({ ctx, print }) => print(`added ${await loadServices(ctx.db)}`),
  },
  {
    name: 'delivery recount',
    usage: '',
    summary:
      'Places entries that a plan covers, then makes the figures of deliveries anew from the entries; recording goes on meanwhile.',
    run: async ({ ctx, print, hint }) => {
      print(`placed ${await placeAll(ctx.db)}`)
      print(`counted persons ${await recountDeliveries(ctx.db, hint)}`)
    },
  },
  {
    name: 'delivery check',
    usage: '',
    summary:
      'Counts the figures of deliveries anew in plain SQL and names what differs, and entries in no plan though one covers them.',
    run: async ({ ctx, print }) => {
      const found = await checkDeliveries(ctx.db)
      for (const d of found) print(`${d.where}: ${d.what} kept ${d.kept}, counted ${d.counted}`)
      if (found.length > 0) throw new Problem(409, 'delivery/figures-differ', { count: found.length })
      print('every figure is what the entries come to')
    },
  },
]
