/** The people of the demonstration response: one for each role, with passwords made on the spot. */
import { operator } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { type Db, transact } from '../../core/database.ts'
import { loadPlaces } from '../places/load.ts'
import { addUser } from './actions.ts'
import type { GrantEntry, NewUser } from './contract.ts'
import { nameOrganisations } from './naming.ts'
import { findUserByEmail } from './queries/users.ts'

export type SampleUser = { role: string; email: string; password: string }
type Sample = { email: string; name: string; language: NewUser['language']; grant: GrantEntry }

const reporting = {
  names: {
    en: 'International Organization for Migration (IOM)',
    es: 'Organización Internacional para las Migraciones (OIM)',
    pt: 'Organização Internacional para as Migrações (OIM)',
    fr: 'Organisation internationale pour les migrations (OIM)',
  },
  acronym: 'IOM',
  kind: 'UN',
}

/** Adds those who are not there; only their passwords come back, since nobody can read an old one. */
export const ensureSampleUsers = (db: Db): Promise<SampleUser[]> =>
  transact(db, async (trx) => {
    const ctx: Context = { db: trx, actor: operator, accessChecked: false, language: 'en', requestId: 'sample' }
    await loadPlaces(trx)
    const [body] = await nameOrganisations(trx, [reporting])
    const added: SampleUser[] = []
    for (const { grant, ...person } of samples(String(body))) {
      if (await findUserByEmail(trx, person.email)) continue
      const { password } = await addUser(ctx, { ...person, grants: [grant] })
      added.push({
        role:
          grant.scopeId && (grant.scope === 'country' || grant.scope === 'sector')
            ? `${grant.role} ${grant.scopeId}`
            : grant.role,
        email: person.email,
        password: password!,
      })
    }
    return added
  })

const samples = (organisation: string): Sample[] => [
  {
    email: 'admin@senda.example',
    name: 'Adela Ríos',
    language: 'en',
    grant: { role: 'administrator', scope: 'region', scopeId: null },
  },
  {
    email: 'regional@senda.example',
    name: 'Renata Ospina',
    language: 'es',
    grant: { role: 'regional-officer', scope: 'region', scopeId: null },
  },
  {
    email: 'ecuador@senda.example',
    name: 'Esteban Cueva',
    language: 'es',
    grant: { role: 'country-officer', scope: 'country', scopeId: 'EC' },
  },
  {
    email: 'colombia@senda.example',
    name: 'Camila Duarte',
    language: 'es',
    grant: { role: 'country-officer', scope: 'country', scopeId: 'CO' },
  },
  {
    email: 'health-ecuador@senda.example',
    name: 'Helena Mejía',
    language: 'es',
    grant: { role: 'sector-coordinator', scope: 'sector', scopeId: 'EC:health' },
  },
  {
    email: 'office@senda.example',
    name: 'Octavio Lara',
    language: 'es',
    grant: { role: 'organisation-office', scope: 'organisation', scopeId: organisation },
  },
  {
    email: 'reporter@senda.example',
    name: 'Rosa Iturralde',
    language: 'es',
    grant: { role: 'organisation-reporter', scope: 'organisation', scopeId: organisation },
  },
  {
    email: 'viewer@senda.example',
    name: 'Vera Lindqvist',
    language: 'en',
    grant: { role: 'viewer', scope: 'region', scopeId: null },
  },
]
