/** Who hangs together through pairs: each in the group that is called by the smallest of its members. */

/** Member → the smallest id of its group. Only those that stand in a pair. */
export function groupsOf(pairs: Iterable<readonly [string, string]>): Map<string, string> {
  const above = new Map<string, string>()
  const top = (id: string): string => {
    let at = id
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) at = next
    above.set(id, at)
    return at
  }
  for (const [a, b] of pairs) {
    const [small, large] = [top(a), top(b)].sort()
    above.set(large!, small!)
  }
  return new Map([...above.keys()].map((id) => [id, top(id)]))
}
