/** The plan's lists as rows meet them. */
export { indexLists, type Lists, type Match, Names } from '../../plan/rules/lists.ts'
