/** A cell is a population group with an age and gender: what people are counted by, as one small number. Also runs in the browser. */
import { type PopulationGroup, populationGroups } from '../../people/contract.ts'
import { type Age, ages } from '../contract.ts'

export const cellOf = (group: PopulationGroup, age: Age): number => populationGroups.indexOf(group) * 8 + ages.indexOf(age)

export const partsOf = (cell: number): { group: PopulationGroup; age: Age } => ({
  group: populationGroups[cell >> 3]!,
  age: ages[cell & 7]!,
})
