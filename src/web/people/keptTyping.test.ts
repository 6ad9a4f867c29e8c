import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { registering } from '../../../test/field.ts'
import { aDevice } from '../../../test/kept-device.ts'
import type { Household } from '../../modules/people/contract.ts'
import { stand } from '../field/standing.ts'
import { editOf, forgetTyping, keepTyping, keptTyping } from './keptTyping.ts'
import { beginEdit, changesIn, standsAlready } from './useEdit.ts'

const post = { organisation: 1, site: { id: crypto.randomUUID(), country: 'EC', admin1: null }, service: 1 }
const { consents: _, needs: __, ...content } = registering(post).body
const household = { ...content, card: 'H-00000000', version: 3 } as unknown as Household
const begun = beginEdit(household)
const edit = { ...begun, content: { ...begun.content, note: 'Met at the bridge' } }
const name = editOf(household.id)

beforeEach(() => stand({ state: 'new', session: undefined }))

describe('a change that was begun', () => {
  it('is one of what its writer saw, and is over once it stands', () => {
    expect(changesIn(beginEdit(household))).toEqual([])
    expect(changesIn(edit)).toMatchObject([{ field: 'note' }])
    expect(standsAlready(edit, household)).toBe(false)
    expect(standsAlready(edit, { ...household, note: 'Met at the bridge', version: 4 })).toBe(true)
  })

  it('stays in the window of a desk for whoever typed it, and for nobody else', async () => {
    expect(await keepTyping('rosa', name, edit)).toBe(false)
    expect(await keptTyping('rosa', name)).toEqual(edit)
    expect(await keptTyping('ana', name)).toBeUndefined()
    expect(await keptTyping('rosa', name)).toBeUndefined()
  })

  it('outlives the window where a device keeps people, sealed; saved, it is gone', async () => {
    const { vault, db, device } = await aDevice()
    stand({ state: 'open', session: { user: 'rosa', device, vault } })
    expect(await keepTyping('rosa', name, edit)).toBe(true)
    const raw = new TextDecoder('latin1').decode((await db.get('things', name))!.data)
    expect(raw).not.toContain('bridge')
    vi.resetModules()
    const [again, standing] = await Promise.all([import('./keptTyping.ts'), import('../field/standing.ts')])
    standing.stand({ state: 'open', session: { user: 'rosa', device, vault } })
    expect(await again.keptTyping('rosa', name)).toEqual(edit)
    await again.forgetTyping('rosa', name)
    expect(await again.keptTyping('rosa', name)).toBeUndefined()
    expect(await db.count('things')).toBe(0)
  })

  it('is as it was typed last, also when it is let go at once', async () => {
    const { vault, db, device } = await aDevice()
    stand({ state: 'open', session: { user: 'rosa', device, vault } })
    const writing = [1, 2, 3].map((n) => keepTyping('rosa', name, { ...edit, reason: String(n) }))
    const gone = forgetTyping('rosa', name)
    await Promise.all([...writing, gone])
    expect(await db.count('things')).toBe(0)
  })

  it('goes with the household, and with a device that is emptied', async () => {
    const { vault, db, device } = await aDevice()
    stand({ state: 'open', session: { user: 'rosa', device, vault } })
    await keepTyping('rosa', name, edit)
    await vault.dropHouseholds([household.id])
    expect(await db.count('things')).toBe(0)
    stand({ state: 'revoked', session: undefined })
    expect(await keptTyping('rosa', name)).toBeUndefined()
  })
})
