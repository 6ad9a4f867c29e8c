/** 200 kills of the server, of its database and of both, at random moments under load: what was lost, what is there twice, what a recount finds otherwise. */
import { killWhileSending } from '../e2e/kills.ts'
import type { Bench } from './tools.ts'

const times = Number(process.env.SENDA_KILLS ?? 200)

export default {
  name: 'kill -9',
  run: async ({ hint }) => {
    const { kills, sent, done, lost, twice, wrong } = await killWhileSending(times, 20_260_101, hint)
    for (const one of wrong.slice(0, 10)) hint(one)
    const reference = { what: 'sent', value: sent }
    return [
      { what: `operations done, ${kills} kills`, value: done, unit: 'operations', reference },
      { what: 'shown as sent, and lost', value: lost, unit: 'operations', target: 0, reference },
      { what: 'there twice', value: twice, unit: 'entries', target: 0, reference },
      { what: 'figures other than a recount', value: wrong.length, unit: 'differences', target: 0, reference },
    ]
  },
} satisfies Bench
