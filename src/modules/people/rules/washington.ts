/** When somebody is counted as a person with disability. Also runs in the browser. */
import { washingtonQuestions } from '../contract.ts'

/**
 * Washington Group Short Set: six questions, each answered 1 no difficulty, 2 some, 3 a lot of difficulty, 4 cannot do at all.
 * Counted with disability: at least one question answered 3 or 4.
 * Source: Washington Group on Disability Statistics, “The Washington Group Short Set on Functioning: Question Specifications” and
 * “Analytic Guidelines” (recommended cut-off), https://www.washingtongroup-disability.com/question-sets/wg-short-set-on-functioning-wg-ss/
 */
export const hasDisability = (answers: Record<string, number | string>): boolean =>
  washingtonQuestions.some((question) => Number(answers[question] ?? 0) >= 3)

/** Only the six questions, each 1 to 4; one left out was not answered. */
export const areWashingtonAnswers = (answers: Record<string, number | string>): boolean =>
  Object.entries(answers).every(
    ([question, answer]) =>
      (washingtonQuestions as readonly string[]).includes(question) && [1, 2, 3, 4].includes(answer as number),
  )
