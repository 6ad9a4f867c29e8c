/** The plan's lists as rows meet them. */
export { indexLists, type Lists, type Match } from '../../plan/rules/lists.ts'
