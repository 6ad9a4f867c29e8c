/** Findings in words: a few in the cell, a whole sentence beside it. */
import type { Finding } from '../../modules/activities/contract.ts'
import { hasMessage, type T, useT } from '../languages.ts'

export function useSentence(): (finding: Finding) => string {
  const t = useT()
  return (finding) => sentenceOf(finding, t)
}

function sentenceOf({ code, values }: Finding, t: T): string {
  const key = `activities.finding.${code}`
  return hasMessage(key) ? t(key, values) : t(`web.activities.finding.${code}`)
}

/** At most three or four words: “sum 75, not 83”. */
export function useCellPhrase(): (finding: Finding) => string {
  const t = useT()
  return ({ code, values }) => {
    if (code.endsWith('-breakdown')) return t('web.activities.cell.sum', values)
    if (code === 'new-above-total') return t('web.activities.cell.above', { expected: values.total })
    if (code.endsWith('-missing') && code !== 'children-missing') return t('web.activities.cell.missing')
    if (code.endsWith('-unknown') && code !== 'kind-unknown') return t('web.activities.cell.not-known')
    if (code.endsWith('-unexpected')) return t('web.activities.cell.empty-it')
    return t(`web.activities.finding.${code}`)
  }
}
