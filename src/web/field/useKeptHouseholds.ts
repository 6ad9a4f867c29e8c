/** The people this device keeps, as they change. */
import { useSyncExternalStore } from 'react'
import type { KeptHousehold } from './field.ts'
import { onPeople, peopleNow } from './people.ts'

export const useKeptHouseholds = (): KeptHousehold[] => useSyncExternalStore(onPeople, peopleNow)
