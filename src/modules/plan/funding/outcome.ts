/** What became of a file: counts, findings in words, and the lines left out as a file to mend. */
import { type Language, translator } from '../../../core/i18n.ts'
import { csvText } from '../../../core/sheets.ts'
import type { FundingFinding, FundingImport } from './contract.ts'
import type { Finding, ReadFlows } from './flow.ts'

/** Beyond these the file as a whole is what is wrong; the file of refused lines holds them all. */
const mostFindings = 500

type Counted = Pick<FundingImport, 'added' | 'changed' | 'same' | 'older' | 'awaiting'>
type Read = Pick<ReadFlows, 'findings' | 'read' | 'header' | 'raw' | 'columnsLeft'> & {
  form: FundingImport['form']
  missingPages?: string | null
}

export function outcomeOf(language: Language, read: Read, counts: Counted): FundingImport {
  const t = translator(language)
  const said = (finding: Finding): FundingFinding => {
    const values = readable(finding.values)
    return { ...finding, values, sentence: t(`plan.funding.finding.${finding.code}`, values) }
  }
  const sorted = read.findings.toSorted((a, b) => Number(b.refused) - Number(a.refused) || a.line - b.line)
  const refused = sorted.filter((f) => f.refused)
  return {
    form: read.form,
    read: read.read,
    ...counts,
    refused: new Set(refused.map((f) => f.line)).size,
    missingPages: read.missingPages ?? null,
    columnsLeft: read.columnsLeft,
    findings: sorted.slice(0, mostFindings).map(said),
    refusedCsv: refused.length === 0 ? '' : refusedFile(refused.map(said), read, t('plan.funding.reason')),
  }
}

/** A narrative in the column of a name is told by its beginning. */
const longestSaid = 200
const readable = (values: Finding['values']): Finding['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > longestSaid ? `${value.slice(0, longestSaid).trimEnd()}…` : value,
    ]),
  )

function refusedFile(refused: FundingFinding[], { header, raw }: Read, reason: string): string {
  const lines = refused.map(({ line, sentence }) => [...header.map((_, i) => raw.get(line)?.[i] ?? ''), sentence])
  return csvText([[...header, reason], ...lines], { mark: true })
}
