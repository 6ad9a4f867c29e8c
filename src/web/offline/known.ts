/** An answer of the server; where it cannot be reached, the last one that this device heard. */
import { isSignInFirst, isUnreachable } from '../api.ts'

const answers = () => import('./answers.ts')

export const known =
  <A>(name: string, ask: () => Promise<A>) =>
  async (): Promise<A> => {
    try {
      const answer = await ask()
      // A device without such a database shows the same screens, as long as there is a network.
      void answers()
        .then(({ remember }) => remember(name, answer))
        .catch(() => undefined)
      return answer
    } catch (error) {
      if (isSignInFirst(error)) void answers().then(({ forgetAnswers }) => forgetAnswers())
      const last = isUnreachable(error) ? await answers().then(({ recall }) => recall(name)) : undefined
      if (last === undefined) throw error
      return last as A
    }
  }
