/** The lists of a plan, as rows are shown and checked against them. */
export { listsOf } from '../../plan/lists/known.ts'
