/** Specific needs: the list, and how one is begun and ended. */
import { v7 as newId } from 'uuid'
import type { NeedKind, NewNeed } from '../../modules/people/contract.ts'
import { isAsked } from '../../modules/people/rules/need-kinds.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { today } from './day.ts'

/** Those asked today; restricted ones are written by those who may read them. */
export function useNeedChoices(): NeedKind[] {
  const may = useMay()
  const { needKinds = [] } = useCatalogue()
  return needKinds
    .filter((kind) => isAsked(kind, today()) && (!kind.isRestricted || may('people.sensitive')))
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
