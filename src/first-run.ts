/** What the first start does: the sample response and its users, or the first administrator of an empty Senda. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { operator } from './core/access.ts'
import type { Context } from './core/context.ts'
import type { Db } from './core/database.ts'
import { dataFolder } from './core/house.ts'
import { type Language, translator } from './core/i18n.ts'
import { Problem } from './core/problem.ts'
import { loadServices } from './modules/delivery/services/catalogue.ts'
import { addUser } from './modules/organisations/actions.ts'
import { NewUser } from './modules/organisations/contract.ts'
import { ensureSampleUsers } from './modules/organisations/sample.ts'
import { loadPeopleLists } from './modules/people/privacy/lists.ts'
import { loadPlaces } from './modules/places/load.ts'
import { loadSample } from './sample/load.ts'

type FirstRun = { db: Db; language: Language; isEmpty: boolean; say: (line: string) => void }

/** The lists that come with Senda are there; else nothing happens where somebody may already sign in. */
export async function firstRun({ db, language, isEmpty, say }: FirstRun): Promise<void> {
  await loadPeopleLists(db)
  const somebody = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  if (somebody) return
  const ctx: Context = { db, actor: operator, accessChecked: false, language, requestId: 'first-run' }
  if (isEmpty) return beginEmpty(ctx, say)
  say(translator(language)('core.start.sample'))
  await loadSample(db)
  keepPasswords(await ensureSampleUsers(db))
}

async function beginEmpty(ctx: Context, say: (line: string) => void): Promise<void> {
  await loadPlaces(ctx.db)
  await loadServices(ctx.db)
  const asked = await askForAdministrator(ctx.language)
  const known = NewUser.safeParse({
    ...asked,
    language: ctx.language,
    grants: [{ role: 'administrator', scope: 'region', scopeId: null }],
  })
  if (!known.success) throw new Problem(400, 'core/no-administrator')
  const { user, password } = await addUser(ctx, known.data)
  const translate = translator(ctx.language)
  say(translate(password ? 'core.start.administrator-password' : 'core.start.administrator', { email: user.email, password }))
}

/** From the environment, else asked on the terminal or read from lines that are piped in: address, then name. */
async function askForAdministrator(language: Language): Promise<{ email: string; name: string; password?: string | undefined }> {
  const { SENDA_ADMIN_EMAIL: email, SENDA_ADMIN_NAME: name, SENDA_ADMIN_PASSWORD: password } = process.env
  if (email) return { email, name: name || email, password: password || undefined }
  const translate = translator(language)
  const lines = createInterface({ input: process.stdin })
  const answers = lines[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<string> => {
    process.stdout.write(question)
    return ((await answers.next()).value ?? '').trim()
  }
  try {
    const address = await ask(`${translate('core.start.ask-email')} `)
    if (!address) throw new Problem(400, 'core/no-administrator')
    return { email: address, name: (await ask(`${translate('core.start.ask-name')} `)) || address }
  } finally {
    lines.close()
  }
}

const passwordFile = (): string => join(dataFolder(), 'sample-users.txt')

function keepPasswords(users: { role: string; email: string; password: string }[]): void {
  if (users.length === 0) return
  const width = Math.max(...users.map((u) => u.email.length)) + 2
  mkdirSync(dataFolder(), { recursive: true, mode: 0o711 })
  writeFileSync(passwordFile(), users.map((u) => `${u.email.padEnd(width)}${u.password}  ${u.role}\n`).join(''), { mode: 0o600 })
  chmodSync(passwordFile(), 0o600)
}

/** Lines of address, password and role, as they were made at the first start. */
export const samplePasswords = (): string[] =>
  existsSync(passwordFile()) ? readFileSync(passwordFile(), 'utf8').trim().split('\n') : []
