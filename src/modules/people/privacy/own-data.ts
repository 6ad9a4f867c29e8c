/** Everything kept about a household, for the people themselves: as data, and as a paper in their language. */
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { record } from '../../../core/events.ts'
import { translator } from '../../../core/i18n.ts'
import { readHistory } from '../households/history.ts'
import { homesOf } from '../households/members.ts'
import { readHousehold } from '../households/reach.ts'
import type { OwnData } from './contract.ts'
import { elsewhere } from './elsewhere.ts'
import { noteReadings, readReadings } from './readings.ts'

/** Restricted needs only where the asker may read them: who may not does not hand them out either. */
export async function readOwnData(ctx: Context, id: string): Promise<OwnData> {
  const household = await readHousehold(ctx, id)
  assertMay(ctx, 'people.read', { organisationId: household.organisation, siteId: household.site })
  const homes = await homesOf(ctx.db, household.id)
  await noteReadings(ctx, [{ id: household.id, organisationId: household.organisation, siteId: household.site }], 'exported')
  const { may: _, heldWith: __, needs, consents, ...plain } = household
  const history = await readHistory(ctx, id)
  await record(ctx.db, ctx.actor, 'household.exported', household.id, {})
  return {
    madeAt: new Date().toISOString(),
    household: plain,
    needs,
    consents,
    readings: await readReadings(ctx, homes),
    history: history.map(({ what, at, byName, reason }) => ({ what, at, byName, reason })),
    given: await elsewhere().given(ctx.db, homes, visible(ctx, 'people.read')),
    aboutGiven: translator(ctx.language)('people.own.given.elsewhere'),
  }
}
