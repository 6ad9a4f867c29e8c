/** Files that are asked for with a body, or whose refusal should be said in words and not as a page. */
import { ProblemAnswer } from '../api.ts'

const ask = (path: string, body: unknown): Promise<Response> =>
  fetch(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  })

export async function takeCards(households: string[]): Promise<void> {
  const response = await ask('/people/cards.pdf', { households }).catch(() => undefined)
  if (!response) throw new ProblemAnswer(0, {})
  if (!response.ok) throw new ProblemAnswer(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>)
  save(await response.blob(), 'cards.pdf')
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
