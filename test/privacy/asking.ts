/** A request to any route about a random record: as the sweep asks it, with the ids, names and numbers of that record, or of several. */
import { describe } from '../../src/app.ts'
import type { Grant } from '../../src/core/access.ts'
import { type Asked, type Expectation, expectations } from '../sweep/expectations.ts'
import type { Planted } from '../sweep/planting.ts'
import { app, routeOf } from '../sweep/sending.ts'
import type { Who } from '../sweep/world.ts'
import { one } from '../year/words.ts'
import { moreAsks } from './more-asks.ts'
import { meets } from './oracle.ts'
import type { Cast, Place } from './places.ts'
import { planAsks } from './plan-asks.ts'
import { type Draw, sayOf } from './saying.ts'

type Way = { ask?: (p: Planted, place: Place) => Asked; open?: readonly string[] }

/** `open`: the roles to which, holding at this place, an answer is owed; to all others the record is not there. `answered`: the same of what belongs to no place. */
export type Request = {
  asked: Asked
  place: Place
  open?: readonly string[]
  answered?: (grants: readonly Grant[]) => boolean
}

const rolesOf: Partial<Record<Who, readonly string[]>> = {
  'field A': meets,
  'registrar A': ['registration-officer'],
  'office A': ['organisation-office'],
  'reporter A': ['organisation-reporter'],
}

/** What the sweep expects of one thing of organisation A is owed to the same people of any organisation. */
const owedBy = ({ single, open }: Expectation): Pick<Way, 'open'> =>
  single && open.length > 0 && open.every((who) => who in rolesOf) ? { open: open.flatMap((who) => rolesOf[who]!) } : {}

const ways = new Map<string, Way[]>()
for (const [name, expected] of Object.entries(expectations))
  push(routeOf(name), { ...(expected.ask && { ask: expected.ask }), ...owedBy(expected) })
for (const [name, way] of Object.entries(moreAsks)) push(routeOf(name), way)
function push(route: string, way: Way): void {
  ways.set(route, [...(ways.get(route) ?? []), way])
}

type Operation = { parameters?: { in: string; name: string }[] }
const queries = new Map<string, string[]>(
  Object.entries(describe(app).paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(
      ([method, { parameters = [] }]) =>
        [`${method.toUpperCase()} ${path}`, parameters.filter((p) => p.in === 'query').map((p) => p.name)] as [string, string[]],
    ),
  ),
)

/** Two of five keep to one record, as one asks who knows it; the others put together what belongs to several. */
export function requestOf(route: string, { base, places }: Cast, draw: Draw): Request {
  const place = one(draw, places)
  const { ask, open } = one(draw, ways.get(route) ?? [{}])
  const isWhole = draw() < 0.4
  // The organisations of people are in no plan: what is planned is now and then asked as the sweep asks it.
  const isOfSweep = draw() < 0.2
  const planted = isOfSweep ? base : ({ ...base, ...place.ids } as Planted)
  const asked = ask?.(isWhole ? planted : mixed(planted, places, draw), place) ?? {}
  const path = { ...pathOf(route, place, draw), ...asked.path }
  // Whoever holds at one site only may not move a household to none.
  const isMove = JSON.stringify(asked.body ?? '').includes('"site":null')
  if (isWhole) return { asked: { ...asked, path }, place, ...(open && place.site && !isOfSweep && !isMove && { open }) }
  const query = new URLSearchParams([...furtherQuery(route, places, draw), ...new URLSearchParams(asked.query)])
  return { asked: { ...asked, path, query: query.toString(), body: swapped(asked.body, places, draw) }, place }
}

function mixed(planted: Planted, places: readonly Place[], draw: Draw): Planted {
  const others = Object.keys(planted).flatMap((name) => {
    const other = one(draw, places).ids[name as keyof Place['ids']]
    return other !== undefined && draw() < 0.2 ? [[name, other]] : []
  })
  return { ...planted, ...Object.fromEntries(others) }
}

/** What of a plan is there to be asked for, as it is; undefined: of this route the sweep asks it already. */
export function plannedRequestOf(route: string, { base, places }: Cast): Request | undefined {
  const planned = planAsks[route]
  return planned && { asked: planned.ask(base), place: places[0]!, answered: (grants) => planned.answered(grants, base) }
}

/** For a route that nobody wrote an expectation for yet. */
function pathOf(route: string, place: Place, draw: Draw): Record<string, string | number> {
  const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  return Object.fromEntries(names.flatMap((name) => ((said) => (said ? [[name, said]] : []))(sayOf(name, place, draw))))
}

function furtherQuery(route: string, places: readonly Place[], draw: Draw): string[][] {
  return (queries.get(route) ?? []).flatMap((name) => {
    const said = draw() < 0.3 ? sayOf(name, one(draw, places), draw) : undefined
    return said === undefined ? [] : [[name, String(said)]]
  })
}

/** The same body, in which some fields speak of other records. */
function swapped(body: unknown, places: readonly Place[], draw: Draw, name = ''): unknown {
  if (body instanceof FormData || body instanceof Blob) return body
  if (Array.isArray(body)) return body.map((part) => swapped(part, places, draw, name))
  if (body !== null && typeof body === 'object')
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, swapped(value, places, draw, key)]))
  const said = draw() < 0.08 ? sayOf(name, one(draw, places), draw) : undefined
  return typeof said === typeof body ? said : body
}
