/** Which parts an overview has, in their order. Also in the browser. */

export const fixedParts = [
  'title',
  'lead',
  'context',
  'achievements',
  'initiatives',
  'support',
  'method',
  'contact',
  'donors',
] as const

/** Is it a part of an overview whose plan has these sectors? */
export function isPart(part: string, sectors: { id: number }[]): boolean {
  const [kind, id] = part.split(':')
  if (id === undefined) return (fixedParts as readonly string[]).includes(part)
  return (kind === 'sector' || kind === 'tie-out') && sectors.some((s) => String(s.id) === id)
}
