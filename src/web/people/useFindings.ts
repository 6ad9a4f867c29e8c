/** What is wrong with a household as it is typed: beside a person once their fields were left, everywhere once one wanted to go on. */
import { useState } from 'react'
import type { HouseholdContent } from '../../modules/people/contract.ts'
import { wrongOf } from './wrong.ts'

export function useFindings(content: HouseholdContent) {
  const [asked, setAsked] = useState(false)
  const [left, setLeft] = useState<string[]>([])
  const all = wrongOf(content)
  const shown = asked ? all : all.filter((one) => left.includes(one.personId ?? ''))
  /** @param what the id of a person; empty: the household itself */
  const leave = (what: string) => setLeft((before) => (before.includes(what) ? before : [...before, what]))
  return { all, shown, asked, setAsked, leave }
}
