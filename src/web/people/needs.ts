/** Specific needs: the list, and how one is begun and ended. */
import { v7 as newId } from 'uuid'
import type { NeedKind, NewNeed } from '../../modules/people/contract.ts'
import { isAsked } from '../../modules/people/rules/need-kinds.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { today } from './day.ts'

/** Those asked today, and those chosen before in a form that was kept; restricted ones are written by those who may read them. */
export function useNeedChoices(chosen: readonly NewNeed[] = []): NeedKind[] {
  const may = useMay()
  const { needKinds = [] } = useCatalogue()
  const isChosen = ({ code }: NeedKind) => chosen.some((need) => need.need === code)
  return needKinds
    .filter((kind) => (isAsked(kind, today()) || isChosen(kind)) && (!kind.isRestricted || may('people.sensitive')))
    .toSorted((a, b) => a.position - b.position)
}

export function useNeedName(): (code: string) => string {
  const text = useText()
  const { needKinds } = useCatalogue()
  return (code) => text(needKinds?.find((kind) => kind.code === code)?.names, code)
}

export const newNeed = (personId: string, need: string, detail: NewNeed['detail'] = {}): NewNeed => ({
  id: newId(),
  personId,
  need,
  detail,
  since: today(),
  until: null,
})
