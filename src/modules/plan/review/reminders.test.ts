/** Letters about a plan: before a last day to those for whom something waits, and at once what came back; nobody is bothered twice. */
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { asking, insertActivity, type PlannedWorld, planned } from '../../../../test/planned.ts'
import type { Role } from '../../../core/access.ts'
import { setDeadlines } from './extensions.ts'
import { remindAll, remindPlan, tellReturned } from './reminders.ts'
import { takePlanStep } from './steps.ts'

const today = '2026-03-01'
const days = { submitBy: '2026-03-04', endorseBy: '2026-03-08', validateBy: '2026-03-08', approveBy: '2026-03-31' }

describe('letters', () => {
  const insertUser = async ({ db }: PlannedWorld, name: string, language: string, role: Role, scope: string, scopeId: string) => {
    const id = `${name}-${uuid()}`
    await db
      .insertInto('users')
      .values({ id, name, email: `${id}@x.example`.toLowerCase(), language })
      .execute()
    await db.insertInto('grants').values({ userId: id, role, scope, scopeId, grantedBy: 'test' }).execute()
    return id
  }
  const lettersOf = ({ db, code }: PlannedWorld) =>
    db.selectFrom('mails').selectAll().where('reason', 'like', `%${code}`).orderBy('reason').execute()

  test(
    'go before a last day to those for whom something waits, in their language, once a day',
    planned(async (world) => {
      const { db, code, alas, who } = world
      const olga = await insertUser(world, 'Olga', 'es', 'organisation-office', 'organisation', String(alas))
      const rosa = await insertUser(world, 'Rosa', 'en', 'country-officer', 'country', 'EC')
      const raul = await insertUser(world, 'Raul', 'en', 'country-officer', 'country', 'PE')
      await insertActivity(world)
      await insertActivity(world, { state: 'endorsed' })
      await setDeadlines(asking(db, who.region), code, days)
      const ctx = asking(db, who.administrator)
      await remindAll(ctx, '2026-02-28')
      expect(await lettersOf(world)).toEqual([])
      await remindAll(ctx, today)
      await remindAll(ctx, today)
      const letters = (await lettersOf(world)).filter((l) => [olga, rosa, raul].includes(l.userId))
      expect(letters.map((l) => [l.userId, l.reason])).toEqual([
        [olga, `plan.submit ${code}`],
        [rosa, `plan.validate ${code}`],
      ])
      expect(letters[0]?.subject).toBe('Response plan: el envío cierra el 4 de marzo de 2026')
      expect(letters[0]?.body).toContain('Hola, Olga:')
      expect(letters[0]?.body).toContain(`/app/plan/${code}/review?plan=${code}&step=submit`)
      expect(letters[0]?.body).not.toContain('Beds')
      const before = (await lettersOf(world)).length
      expect(await remindPlan(ctx, code, '2026-03-02', 7)).toBe(before)
      expect(await remindPlan(ctx, code, '2026-03-02', 7)).toBe(0)
      await expect(remindPlan(ctx, 'no-such-plan', today, 7)).rejects.toMatchObject({ code: 'core/not-found' })
    }),
  )

  test(
    'tell whoever sent an activity that it came back; where nobody who signs in did, all who write for the organisation',
    planned(async (world) => {
      const { db, code, alas, who } = world
      const samir = await insertUser(world, 'Samir', 'en', 'organisation-reporter', 'organisation', String(alas))
      await insertUser(world, 'Wilma', 'fr', 'organisation-reporter', 'organisation', String(alas))
      const ids = [
        await insertActivity(world, { state: 'endorsed', submittedBy: samir }),
        await insertActivity(world, { state: 'endorsed', submittedBy: samir }),
      ]
      const back = async (activities: string[]) => {
        const order = { id: uuid(), step: 'return' as const, comment: 'Mend the women', comments: [] }
        await takePlanStep(asking(db, who.officer), code, { ...order, activities: activities.map((id) => ({ id, version: 1 })) })
        await tellReturned(asking(db, who.administrator), order.id, today)
      }
      await back(ids)
      const [letter, ...more] = await lettersOf(world)
      expect(more).toEqual([])
      expect(letter).toMatchObject({ userId: samir, subject: 'Response plan: 2 activities came back to you' })
      expect(letter?.body).not.toContain('Mend the women')
      await back([await insertActivity(world, { state: 'endorsed', submittedBy: 'operator' })])
      expect((await lettersOf(world)).map((l) => l.subject).toSorted()).toEqual([
        'Response plan : 1 activité vous a été renvoyée',
        'Response plan: 2 activities came back to you',
      ])
    }),
  )
})
