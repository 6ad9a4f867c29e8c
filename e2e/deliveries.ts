/** What the screens of delivery show: services, a list with one household, and a device that knows where it gives today. */
import { v7 as newId } from 'uuid'
import type { Service } from '../src/modules/delivery/contract.ts'
import type { World } from './browser.ts'
import { registryOf } from './people.ts'
import { senda } from './server.ts'

export async function somethingGiven(world: World): Promise<{ receiving: string; list: string }> {
  await senda(world.server.data, 'delivery', 'services')
  const { page, organisation, ask, register } = await registryOf(world)
  const household = await register()
  const { id: receiving, site } = household
  const services = await ask<Service[]>('GET', '/services')
  const kit = services.find((one) => one.code === 'hygiene-kit')!
  const list = newId()
  const day = new Date().toISOString().slice(0, 10)
  await ask('POST', '/distributions', { id: list, organisation, site, service: kit.id, title: 'Kits', day, quantity: 1 })
  await ask('PUT', `/distributions/${list}/households`, { add: true, households: [receiving] })
  const at = new Date().toISOString()
  await ask('POST', '/deliveries', [
    { id: newId(), organisation, site, service: kit.id, to: 'household', household: receiving, quantity: 1, at },
  ])
  await page.evaluate(
    ([at, body]) => {
      const now = new Date()
      const two = (n: number) => String(n).padStart(2, '0')
      const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
      localStorage.setItem('senda-site', String(at))
      localStorage.setItem('senda-post', JSON.stringify({ organisation: body, day: today }))
    },
    [site, organisation] as const,
  )
  return { receiving, list }
}
