/** Which listed name a written one nearly is: shared trigrams find candidates, the distance of edits decides. */

const cache = new WeakMap<ReadonlyMap<string, string>, Map<string, Set<string>>>()

/** @param key a folded name @param shown folded name → the name to suggest. null when nothing is near enough. */
export function nearest(key: string, shown: ReadonlyMap<string, string>): string | null {
  if (key.length < 3) return null
  const grams = gramsOfAll(shown)
  const own = trigrams(key)
  let best: { name: string; likeness: number } | null = null
  for (const [candidate, theirs] of grams) {
    const likeness = Math.max(overlap(own, theirs), closeness(key, candidate))
    if (likeness >= 0.5 && likeness > (best?.likeness ?? 0)) best = { name: candidate, likeness }
  }
  return best && shown.get(best.name)!
}

function gramsOfAll(shown: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const known = cache.get(shown)
  if (known && known.size === shown.size) return known
  const made = new Map([...shown.keys()].map((name) => [name, trigrams(name)]))
  cache.set(shown, made)
  return made
}

function trigrams(text: string): Set<string> {
  const padded = `  ${text} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)))
}

/** Shared trigrams among all trigrams of both. */
function overlap(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((gram) => b.has(gram)).length
  return shared / (a.size + b.size - shared)
}

/** 1 − edits per letter, for short names in which one wrong letter spoils every trigram; 0 when the lengths alone differ too much. */
function closeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest > 40 || Math.abs(a.length - b.length) > longest / 4) return 0
  const share = 1 - edits(a, b) / longest
  return share >= 0.75 ? share : 0
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
