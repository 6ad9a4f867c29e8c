/** Persons side by side: `name 2`, `member_2/name`, `members[2]/name`, `2. Nombre`. Administrative levels have numbers of their own. */
const numbered = /(?:^|[^\p{L}\p{N}])(?:no|nr|n)?(\d{1,2})(?=$|[^\p{N}])|(?<=\p{L}{3})(\d{1,2})(?=$|[^\p{L}\p{N}])/iu
const levels = /adm(in)?[\s_]*[12]/i

/** @returns 0 where it bears none */
export function numberIn(header: string): number {
  if (levels.test(header)) return 0
  const found = numbered.exec(header)
  return found ? Number(found[1] ?? found[2]) : 0
}
export const withoutNumber = (header: string): string => header.replace(numbered, ' ').replace(/\[\s*\]/g, ' ')
