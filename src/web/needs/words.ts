/** Names of levels, groups, ages and cells in the words of the language. */
import { ages, type Cell, groups, type Level } from '../../modules/plan/needs/contract.ts'
import { useT } from '../languages.ts'

/** Of a place by its level; an admin 1 by its own name. */
export function useLevelName(): (level: Level, name: string) => string {
  const t = useT()
  return (level, name) => (level === 'admin1' ? name : t(`web.needs.level.${level}`))
}

export function useCellName(): (cell: Cell) => string {
  const t = useT()
  return (cell) => {
    const [group = 'destination', age = 'girls'] = cell.split('_')
    return `${t(`plan.needs.group.${group}`)}, ${t(`plan.needs.age.${age}`)}`
  }
}

export { ages, groups }
