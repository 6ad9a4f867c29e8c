/** Where somebody gives today: organisation and site, chosen once per device and day. Pure but for the two lines that keep it. */
import type { GrantEntry } from '../../modules/organisations/contract.ts'
import { registersFor } from '../people/organisations.ts'
import { rememberSite, siteOfToday } from '../people/places.ts'

/** For whom somebody may give, with a site where it holds only there: whoever registers people also gives. */
type Giving = { organisation: number; site: string | undefined }

export function givingOf(grants: GrantEntry[]): Giving[] {
  const all = registersFor(grants)
  const whole = new Set(all.filter((one) => one.site === undefined).map((one) => one.organisation))
  return all.filter((one) => one.site === undefined || !whole.has(one.organisation))
}

export type Post = { organisation: number; site: string }
type KeptPost = { organisation: number; day: string }

/** A choice of another day is offered again, not taken. */
export const isOfToday = (kept: KeptPost | undefined, day: string): boolean => kept?.day === day

const key = 'senda-post'
export function keptPost(): (Post & { day: string }) | undefined {
  const site = siteOfToday()
  const kept = parsedPost(localStorage.getItem(key))
  return site && kept ? { ...kept, site } : undefined
}
export function keepPost({ organisation, site }: Post, day: string): void {
  rememberSite(site)
  localStorage.setItem(key, JSON.stringify({ organisation, day }))
}

export function parsedPost(text: string | null): KeptPost | undefined {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<KeptPost> | null
    const { organisation, day } = value ?? {}
    return Number.isInteger(organisation) && typeof day === 'string' ? { organisation: organisation!, day } : undefined
  } catch {
    return undefined
  }
}
