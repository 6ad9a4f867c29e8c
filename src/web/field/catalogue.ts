/** What is chosen from in the field: services, sites, needs, the words of consent. Remembered, so that it is there without a network. */
import { useQuery } from '@tanstack/react-query'
import type { Service } from '../../modules/delivery/contract.ts'
import type { NeedKind } from '../../modules/people/contract.ts'
import type { ConsentText } from '../../modules/people/privacy/contract.ts'
import type { Site } from '../../modules/places/contract.ts'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { get } from '../api.ts'
import { known } from '../offline/known.ts'
import { usePlanLists, usePlans } from '../plans.ts'
import { useScope } from '../scope.ts'

const services = { queryKey: ['services'], queryFn: known('services', () => get<Service[]>('/services')) }
const sites = { queryKey: ['sites'], queryFn: known('sites', () => get<Site[]>('/sites')) }
const needKinds = { queryKey: ['need-kinds'], queryFn: known('need kinds', () => get<NeedKind[]>('/people/need-kinds')) }
const texts = { queryKey: ['consent-texts'], queryFn: known('consent texts', () => get<ConsentText[]>('/people/consent-texts')) }
const seldom = { staleTime: 5 * 60_000, gcTime: 60 * 60_000 }

const noMechanisms: PlanLists['mechanisms'] = []

/** Each is undefined until it is known. */
export function useCatalogue() {
  const plans = usePlans().data
  const lists = usePlanLists(useScope().plan).data
  return {
    services: useQuery({ ...services, ...seldom }).data,
    sites: useQuery({ ...sites, ...seldom }).data,
    needKinds: useQuery({ ...needKinds, ...seldom }).data,
    consentTexts: useQuery({ ...texts, ...seldom }).data,
    mechanisms: lists?.mechanisms ?? noMechanisms,
    plans,
  }
}
