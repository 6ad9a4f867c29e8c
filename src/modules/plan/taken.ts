/** What a command says last when a file brought nothing: it ends as what failed. */
import { Problem } from '../../core/problem.ts'

/** @throws Problem when every line of a file was refused; what is wrong with each was said before */
export function assertSomeTaken(read: number, refused: number): void {
  if (read > 0 && refused >= read) throw new Problem(422, 'plan/nothing-taken', { lines: read })
}
