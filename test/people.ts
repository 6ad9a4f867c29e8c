/** Households as tests register them: invented people, sound by every rule. */
import { v7 as uuid } from 'uuid'
import type { HouseholdContent, NewHousehold, PersonContent } from '../src/modules/people/contract.ts'

const women = ['Rosalinda', 'Yuleisy', 'Maricarmen', 'Betzabeth', 'Nazareth', 'Dayanara', 'Leidimar', 'Solangel']
const men = ['Wilmer', 'Yeferson', 'Edixon', 'Jhonatan', 'Kleiver', 'Osmar', 'Rubén', 'Anderson']
const families = ['Ejemplo', 'Inventado', 'Prueba', 'Muestra', 'Ensayo', 'Modelo', 'Patrón', 'Bosquejo', 'Traza', 'Esbozo']

type Asked = {
  organisation: number
  site?: { id: string; country: string; admin1: string | null } | null
  size?: number
  over?: Partial<NewHousehold>
}

let made = 0

/** A head, then a partner, then children; nobody is like anybody made before. */
export function aHousehold({ organisation, site = null, size = 1, over = {} }: Asked): NewHousehold {
  return {
    id: uuid(),
    organisation,
    ...aContent({ site: site?.id ?? null, country: site?.country ?? 'EC', admin1: site?.admin1 ?? null }),
    persons: Array.from({ length: size }, (_, i) => aPerson({ relation: i === 0 ? 'head' : i === 1 ? 'partner' : 'child' })),
    consents: [],
    needs: [],
    ...over,
  }
}

/** Of a household without anybody in it yet. */
export const aContent = (over: Partial<HouseholdContent> = {}): HouseholdContent => ({
  site: null,
  country: 'EC',
  admin1: null,
  admin2: null,
  populationGroup: 'inDestination',
  origin: '',
  destination: '',
  address: '',
  phone: '',
  email: '',
  languages: ['es'],
  note: '',
  persons: [],
  ...over,
})

export function aPerson(over: Partial<PersonContent> = {}): PersonContent {
  const n = made++
  const isWoman = n % 2 === 0
  const born = over.relation === 'child' ? 2012 + (n % 10) : 1960 + (n % 40)
  return {
    id: uuid(),
    given: `${(isWoman ? women : men)[n % 8]} ${(isWoman ? women : men)[(n * 5 + 3) % 8]}`,
    family: `${families[n % 10]} ${families[(n * 7 + 2) % 10]}`,
    also: '',
    sex: isWoman ? 'female' : 'male',
    birthDate: `${born}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
    birthPrecision: 'day',
    relation: 'head',
    nationality: 'VE',
    populationGroup: null,
    documents: [{ id: uuid(), kind: 'national-id', country: 'VE', number: String(900_000_000 + n), validUntil: null }],
    hasLeft: false,
    ...over,
  }
}
