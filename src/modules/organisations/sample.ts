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
const second = {
  names: {
    en: 'Puentes Foundation (sample)',
    es: 'Fundación Puentes (ejemplo)',
    pt: 'Fundação Puentes (exemplo)',
    fr: 'Fondation Puentes (exemple)',
  },
  acronym: 'Puentes',
  kind: 'NGO',
}

/** The bodies that people of the example work for: IOM, and a second one that meets the same people. */
export const ensureSampleBodies = (db: Db): Promise<number[]> => nameOrganisations(db, [reporting, second])

/** Adds those who are not there; only their passwords come back, since nobody can read an old one. */
export const ensureSampleUsers = (db: Db): Promise<SampleUser[]> =>
  transact(db, async (trx) => {
    const ctx: Context = { db: trx, actor: operator, accessChecked: false, language: 'en', requestId: 'sample' }
    await loadPlaces(trx)
    const [body, other] = await ensureSampleBodies(trx)
    const added: SampleUser[] = []
    for (const { grant, ...person } of [...samples(String(body)), ...meeting(String(body), String(other))]) {
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

/** Those who meet people: the only ones who read names. */
const meeting = (organisation: string, other: string): Sample[] => [
  {
    email: 'field@senda.example',
    name: 'Fernanda Guamán',
    language: 'es',
    grant: { role: 'field-worker', scope: 'organisation', scopeId: organisation },
  },
  {
    email: 'registration@senda.example',
    name: 'Ricardo Peralta',
    language: 'es',
    grant: { role: 'registration-officer', scope: 'organisation', scopeId: organisation },
  },
  {
    email: 'protection@senda.example',
    name: 'Pilar Anrango',
    language: 'es',
    grant: { role: 'protection-officer', scope: 'organisation', scopeId: organisation },
  },
  {
    email: 'field-puentes@senda.example',
    name: 'Paola Estupiñán',
    language: 'es',
    grant: { role: 'field-worker', scope: 'organisation', scopeId: other },
  },
]
