/** What an overview is made of besides its figures: the plan's names, the texts, stories and donors. */
import type { Db } from '../../../core/database.ts'
import type { Texts } from '../../../core/i18n.ts'
import type { MethodPlan } from '../../figures/queries.ts'
import type { Hosted, Place } from '../../places/contract.ts'
import { hostCountries, hostedPeople, listPlaces } from '../../places/queries.ts'
import type { Plan, Sector } from '../../plan/contract.ts'
import { listedOrganisations } from '../../plan/lists/listed.ts'
import { getPlan, listIndicators, listMethods, listSectors } from '../../plan/queries.ts'
import { countryOutlines } from '../outlines.ts'
import { listDonors, listStories, listTexts, type OverviewRow } from '../queries.ts'
import type { Names } from '../rules/references.ts'

/** An overview that is kept, or one made on the spot (`id` null) for a plan and period. */
export type Source = Pick<OverviewRow, 'plan' | 'slug' | 'firstMonth' | 'lastMonth' | 'edition'> & {
  id: string | null
  include: 'accepted' | 'submitted' | 'drafts'
}

export type StoryTexts = Partial<Record<string, { title?: string; body?: string; caption?: string; alt?: string }>>
export type Writing = {
  texts: Map<string, string>
  stories: { id: string; country: string | null; picture: string | null; credit: string; texts: StoryTexts }[]
  donors: { name: string; link: string | null }[]
}
export type Ground = {
  plan: Plan & MethodPlan
  sectors: Sector[]
  names: Names
  countries: Place[]
  origins: Place[]
  placeNames: Map<string, Texts>
  hosted: Hosted[]
}

export const textKey = (language: string, part: string) => `${language}/${part}`

export async function loadWriting(db: Db, id: string | null): Promise<Writing> {
  if (id === null) return { texts: new Map(), stories: [], donors: [] }
  const [texts, stories, donors] = await Promise.all([listTexts(db, id), listStories(db, id), listDonors(db, id)])
  return {
    texts: new Map(texts.map((t) => [textKey(t.language, t.part), t.body])),
    // How somebody agreed is not read here: it is never published.
    stories: stories.map(({ id: story, country, picture, credit, texts: told }) => ({
      id: story,
      country,
      picture,
      credit,
      texts: told as StoryTexts,
    })),
    donors,
  }
}

export async function loadGround(db: Db, source: Source): Promise<Ground> {
  const plan = await getPlan(db, source.plan)
  const [sectors, indicators, organisations, methods, places] = await Promise.all([
    listSectors(db, plan.id),
    listIndicators(db, plan.id),
    listedOrganisations(db, plan.id),
    listMethods(db, plan.id),
    listPlaces(db, { upTo: 1 }),
  ])
  const [hosts, hosted] = await Promise.all([hostCountries(db), hostedNear(db, source.lastMonth)])
  const drawn = new Set(countryOutlines().map((o) => o.country))
  return {
    plan: { ...plan, methods },
    sectors,
    hosted,
    countries: hosts,
    origins: places.filter((p) => p.level === 0 && !p.hosts && drawn.has(p.code)),
    placeNames: new Map(places.map((p) => [p.code, p.names as Texts])),
    names: {
      sectors,
      indicators,
      organisations,
      countries: hosts.map((h) => h.code),
      admin1: places.filter((p) => p.level === 1),
    },
  }
}

/** The last estimate up to the period's end; where a country has none yet, its first after it. */
async function hostedNear(db: Db, lastMonth: string): Promise<Hosted[]> {
  const [before, latest] = [await hostedPeople(db, lastMonth), await hostedPeople(db)]
  const known = new Set(before.map((h) => h.country))
  return [...before, ...latest.filter((h) => !known.has(h.country))]
}
