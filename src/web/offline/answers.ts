/** The few answers without which no screen opens, kept in the browser's own database until the person signs out. */
import { store } from '../activities/kept.ts'
import { isSignInFirst } from '../api.ts'
import { orLast } from './last.ts'

export const remember = async (name: string, answer: unknown): Promise<void> => void (await store()).put('answers', answer, name)

export const recall = async (name: string): Promise<unknown> => (await store()).get('answers', name)

/** Rows not yet sent stay: they are found again by the person who typed them. */
export const forgetAnswers = async (): Promise<void> => (await store()).clear('answers')

/** Remembers what comes, also too late; what was remembered, where nothing comes. */
export function lastOf<A>(name: string, asked: Promise<A>): Promise<A> {
  asked
    .then(
      (answer) => remember(name, answer),
      (error) => (isSignInFirst(error) ? forgetAnswers() : undefined),
    )
    .catch(() => undefined)
  return orLast(asked, async () => (await recall(name)) as A | undefined)
}
