/** What is done to sites: found by whoever works somewhere, kept by the officers of the country and by those who register people. */
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { NewSite, Site, SiteChange } from '../contract.ts'
import { findSite, getSiteForUpdate, insertSite, isOnePlace, listSites, updateSite } from './queries.ts'

export function readSites(ctx: Context, country?: string): Promise<Site[]> {
  visible(ctx, 'places.read')
  return listSites(ctx.db, country)
}

/** Who keeps sites in a country; whoever registers people for an organisation opens one wherever they meet them. */
function mayEdit(ctx: Context, country: string): void {
  const reach = visible(ctx, 'sites.edit')
  if (reach !== 'all' && reach.organisations.length === 0 && (reach.sites ?? []).length === 0)
    assertMay(ctx, 'sites.edit', { country })
}

export function addSite(ctx: Context, { names, ...site }: NewSite): Promise<Site> {
  mayEdit(ctx, site.country)
  return transact(ctx.db, async (db) => {
    await checkSite(db, { names, ...site })
    const isNew = await insertSite(db, { ...site, names: JSON.stringify(names), createdBy: ctx.actor.id })
    if (isNew) await record(db, ctx.actor, 'site.added', site.id, { country: site.country, kind: site.kind })
    return (await findSite(db, site.id))!
  })
}

export function changeSite(ctx: Context, id: string, { isClosed, names, ...changes }: SiteChange): Promise<Site> {
  visible(ctx, 'sites.edit')
  return transact(ctx.db, async (db) => {
    const site = (await getSiteForUpdate(db, id)) ?? notFound('site', id)
    for (const country of new Set([site.country, changes.country ?? site.country])) mayEdit(ctx, country)
    await checkSite(db, { ...site, ...changes, names: names ?? (site.names as Site['names']) })
    await updateSite(db, id, {
      ...changes,
      ...(names && { names: JSON.stringify(names) }),
      ...(isClosed !== undefined && { closedAt: isClosed ? (site.closedAt ?? new Date()) : null }),
    })
    const fields = [...Object.keys(changes), ...(names ? ['names'] : []), ...(isClosed === undefined ? [] : ['isClosed'])]
    await record(db, ctx.actor, 'site.changed', id, { fields })
    return (await findSite(db, id))!
  })
}

async function checkSite(db: Db, site: Pick<Site, 'country' | 'admin1' | 'admin2' | 'names'>): Promise<void> {
  if (!Object.values(site.names).some((name) => name.trim() !== '')) throw new Problem(422, 'places/site-without-name')
  if (!(await isOnePlace(db, site))) throw new Problem(422, 'places/site-misplaced', { country: site.country })
}
