/** A morning in the field as a device keeps it: 20 households, 1 000 deliveries, 200 photos of 60 kB. */
import { v7 as uuid } from 'uuid'
import type { Operation } from '../src/modules/delivery/field/contract.ts'
import type { Vault } from '../src/web/field/store/vault.ts'
import { giving, type Post, registering } from './field.ts'

const photoBytes = 60_000

export async function keepMorning(vault: Vault, post: Post, random: () => number) {
  const began = Date.now() - 5 * 3_600_000
  const operations: Operation[] = []
  const photos: string[] = []
  for (let home = 0; home < 20; home++) {
    const household = registering(post, 4)
    await vault.keepDone(household, new Date(began).toISOString(), [])
    operations.push(household)
    for (let i = 0; i < 50; i++) {
      const kit = giving(post, household.body.id, new Date(began + operations.length * 10_000))
      const proof = i % 5 === 0 ? uuid() : null
      const picture = proof === null ? [] : [aPhoto(proof, household.body.id, random)]
      if (proof) photos.push(proof)
      const deed = { ...kit, body: { ...kit.body, proof } }
      await vault.keepDone(deed, kit.body.at, picture)
      operations.push(deed)
    }
  }
  return { operations, photos }
}

const aPhoto = (id: string, household: string, random: () => number) => ({
  ...{ id, household, person: null, kind: 'proof' as const, type: 'image/jpeg' },
  content: jpeg(photoBytes, random),
})

/** A JPEG in its form, of a picture that nobody could see; does not compress. */
function jpeg(bytes: number, random: () => number): ArrayBuffer {
  // A byte FF would be a mark.
  const content = Uint8Array.from({ length: bytes }, () => Math.floor(random() * 255))
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
  const frame = [0xff, 0xc0, 0, 11, 8, 4, 0, 3, 0, 1, 1, 0x11, 0]
  content.set([...head, ...frame, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0])
  content.set([0xff, 0xd9], bytes - 2)
  return content.buffer
}
