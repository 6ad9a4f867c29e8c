/** A morning's work over 2G, in virtual time against the real app: beside it the plain way, one request for each on the same line. */
import 'fake-indexeddb/auto'
import { createApp } from '../src/app.ts'
import type { Context } from '../src/core/context.ts'
import type { Db } from '../src/core/database.ts'
import { loadPlaces } from '../src/modules/places/load.ts'
import { newPace } from '../src/web/field/sync/pace.ts'
import { keepSending, pictureAddress } from '../src/web/field/sync/send.ts'
import { aPost, aUser, worker } from '../test/field.ts'
import { aDevice } from '../test/kept-device.ts'
import { keepMorning } from '../test/morning.ts'
import { luck, secondGeneration, sentAgain, slowLine } from '../test/slow-line.ts'
import { withBenchDatabase } from './million.ts'
import type { Bench, Measure } from './tools.ts'

type Run = { seconds: number; untilDelivered: number; bytes: number; wasted: number; beyondCut: number; arrived: number }

async function morning(db: Db, send: (kept: Awaited<ReturnType<typeof prepare>>) => Promise<void>): Promise<Run> {
  const kept = await prepare(db)
  await send(kept)
  const { organisation } = kept.post
  const count = (table: 'deliveries' | 'photos') =>
    db
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('organisationId', '=', organisation)
      .executeTakeFirstOrThrow()
  const { sent, seconds, delivered } = kept
  return {
    seconds: seconds(),
    untilDelivered: delivered(),
    bytes: sent.bytes,
    wasted: sent.wasted,
    beyondCut: kept.beyondCut(),
    arrived: (await count('deliveries')).n + (await count('photos')).n,
  }
}

async function prepare(db: Db) {
  const post = await aPost(db)
  const user = `bench-${post.organisation}`
  await aUser(db, user, post)
  const actor = { id: user, name: 'Bench', grants: worker(post) }
  const app = createApp(async (): Promise<Context> => ({ db, actor, accessChecked: false, language: 'en', requestId: 'bench' }))
  const device = await aDevice()
  const random = luck(2021)
  const { operations, photos } = await keepMorning(device.vault, post, random)
  let delivered = 0
  const slow = slowLine(
    (path, request) => {
      if (!path.includes('/photos/')) delivered = slow.seconds()
      return app.request(path, request)
    },
    secondGeneration,
    random,
    Date.now(),
  )
  const counted = sentAgain(slow.line)
  return {
    ...slow,
    line: counted.line,
    beyondCut: counted.bytes,
    ...device,
    post,
    operations,
    photos,
    delivered: () => delivered,
  }
}

/** Each by itself until it is heard, as it is. */
async function plainly({ line, clock, vault, device, operations, photos }: Awaited<ReturnType<typeof prepare>>): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const insist = async (asked: Parameters<typeof line>[0]) => {
    for (;;) {
      const heard = await line(asked).catch(() => undefined)
      if (heard && heard.status < 300) return
      await clock.wait(1000)
    }
  }
  await insist({ method: 'POST', path: '/field/devices', headers, body: new TextEncoder().encode(JSON.stringify(device)) })
  for (const operation of operations) {
    const body = JSON.stringify({ device: device.id, sentAt: new Date(clock.now()).toISOString(), operations: [operation] })
    await insist({ method: 'POST', path: '/field/sync', headers, body: new TextEncoder().encode(body) })
  }
  for (const id of photos) {
    const picture = (await vault.picture(id))!
    const type = { 'content-type': picture.type }
    await insist({ method: 'PUT', path: pictureAddress(picture), headers: type, body: new Uint8Array(picture.content) })
  }
}

export default {
  name: 'sync',
  run: ({ url, hint }) =>
    withBenchDatabase(
      url,
      async (db): Promise<Measure[]> => {
        await loadPlaces(db)
        const ours = await morning(db, async ({ out, line, clock }) => {
          await keepSending({ out, line, clock, pace: newPace() }, (work) => work())
        })
        hint('one request each, for comparison')
        const plain = await morning(db, plainly)
        const beside = (name: keyof Run) => ({ what: 'one request each', value: plain[name] })
        return [
          { what: '1 000 deliveries and 200 photos over 2G: not arrived', value: 1200 - ours.arrived, unit: '', target: 0 },
          {
            what: 'deliveries all with the server',
            value: ours.untilDelivered,
            unit: 's',
            target: 60,
            reference: beside('untilDelivered'),
          },
          { what: 'photos, too', value: ours.seconds, unit: 's', reference: beside('seconds') },
          {
            what: 'sent',
            value: ours.bytes / 1000,
            unit: 'kB',
            reference: { what: 'one request each', value: plain.bytes / 1000 },
          },
          { what: 'sent twice because it was cut', value: ours.wasted / 1000, unit: 'kB' },
          { what: 'sent twice beyond the batch that was cut', value: ours.beyondCut, unit: 'B', target: 0 },
        ]
      },
      'senda_bench_sync',
    ),
} satisfies Bench
