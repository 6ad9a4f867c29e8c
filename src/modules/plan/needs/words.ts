/** What the commands of needs have in common: options and their refusals. */
import type { CommandInput } from '../../../core/commands.ts'
import { Problem } from '../../../core/problem.ts'

export const word = ({ values }: CommandInput, option: string): string | undefined => {
  const value = values[option]
  return typeof value === 'string' ? value : undefined
}
export const planIn = (input: CommandInput): string => word(input, 'plan') ?? wrong('plan', '–', 'rmrp-2022')
export const wrong = (option: string, given: string, choices: string): never => {
  throw new Problem(422, 'plan/needs-option', { option, given, choices })
}
export const oneOf = <T extends string>(choices: readonly T[], option: string, given: string): T =>
  choices.find((c) => c === given) ?? wrong(option, given, choices.join(', '))
