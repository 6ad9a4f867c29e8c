/** A contribution as a file says it, before names are matched: the one form that every kind of file is read into. */
import type { FindingValues, FundingFindingCode, FundingStatus } from './contract.ts'

export type Finding = { line: number; code: FundingFindingCode; refused: boolean; values: FindingValues }
/** What a side of a flow says of plans: names, codes and numbers; empty: nothing. */
export type PlanWords = string[]

/** Fields that the file knows nothing of are undefined: what was known before stays. */
export type Flow = {
  line: number
  source: 'fts' | 'file'
  form: 'json' | 'csv' | 'table'
  flowId: string
  parentFlowId?: string | null
  donors: string[]
  recipients: string[]
  countries: string[]
  sectors: string[]
  originCountries?: string[]
  originSectors?: string[]
  sourcePlans?: PlanWords[]
  destinationPlans: PlanWords[]
  boundary: string | null
  status: FundingStatus
  kind: 'financial' | 'in-kind'
  method: 'cash' | 'traditional' | null
  amount: string | null
  currency: string | null
  usd: string | null
  /** Units of the currency for one USD, as the tracking service writes it. */
  perUsd: string | null
  decidedOn: string | null
  budgetYear: number | null
  description: string
  reference: string
  earmarking?: string
  newMoney?: boolean | null
  flowType: string | null
  objects?: Record<string, unknown>
  versionId: number | null
  updatedAt: string | null
}

/** What a file gives. `raw`: the lines as written, for the file of those that were left out. */
export type ReadFlows = {
  form: 'fts-json' | 'fts-csv' | 'table'
  flows: Flow[]
  findings: Finding[]
  read: number
  missingPages: string | null
  columnsLeft: string[]
  header: string[]
  raw: Map<number, string[]>
}

export const refusal = (line: number, code: FundingFindingCode, values: FindingValues = {}): Finding => ({
  line,
  code,
  refused: true,
  values,
})
export const remark = (line: number, code: FundingFindingCode, values: FindingValues = {}): Finding => ({
  line,
  code,
  refused: false,
  values,
})

/** Thrown while one line is read: the line is left out, the file goes on. */
export class Refused extends Error {
  readonly code: FundingFindingCode
  readonly values: FindingValues
  constructor(code: FundingFindingCode, values: FindingValues = {}) {
    super(code)
    this.code = code
    this.values = values
  }
}
