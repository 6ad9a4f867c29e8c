/** The words of money: what was asked, given, missing. Amounts are decimal texts with two digits, so that no cent is lost on the way. */
import { z } from 'zod'

const money = z.string().meta({ description: 'USD, two digits after the point.' })
const day = z.iso.date()

export const FundingStatus = z.enum(['pledge', 'commitment', 'paid'])
export type FundingStatus = z.infer<typeof FundingStatus>
export const FundingKind = z.enum(['financial', 'in-kind'])
export const FundingMethod = z.enum(['cash', 'traditional'])
/** `fts`: flows of OCHA's Financial Tracking Service; `file`: a table of one's own; `hand`: typed in. */
export const FundingSource = z.enum(['fts', 'file', 'hand'])
/** Over the plan's boundary. `shared`: for this plan and others, not said how much for which; `outside`: neither from nor for it. */
export const Direction = z.enum(['incoming', 'internal', 'outgoing', 'shared', 'outside'])
export const CoverageBy = z.enum(['country', 'sector', 'organisation'])
export type CoverageBy = z.infer<typeof CoverageBy>

/** `open`: activities from submission on; `published`: of the latest publication; `mixed`: open where the asker sees them, else published; `stated`: without activities. */
export const Basis = z.enum(['open', 'published', 'mixed', 'stated', 'none'])
export type Basis = z.infer<typeof Basis>

export const CoverageLine = z
  .object({
    key: z.string().nullable().meta({ description: 'Place code, number of the sector or organisation; null: not specified.' }),
    name: z.string(),
    requirement: money,
    inKind: money,
    cash: money,
    given: money.meta({ description: 'Came in from outside the plan.' }),
    received: money.meta({ description: 'From another appealing organisation: counted when that one received it.' }),
    passedOn: money.meta({ description: 'To another appealing organisation, or out of the plan.' }),
    contributed: money.meta({ description: 'Given and received, less what was passed on.' }),
    pledged: money.meta({ description: 'Promised only: apart, never part of what was contributed.' }),
    coverage: z.number().nullable().meta({ description: 'Contributed ÷ requirement; null without requirement.' }),
    gap: money.meta({ description: 'Requirement less contributed; negative where more was given than asked.' }),
    targetPeople: z
      .number()
      .meta({ description: 'People targeted directly, activity by activity: one person may be targeted by several.' }),
    costPerPerson: money.nullable().meta({ description: 'Requirement ÷ people targeted.' }),
  })
  .meta({ id: 'CoverageLine' })
export type CoverageLine = z.infer<typeof CoverageLine>

export const Coverage = z
  .object({
    plan: z.string(),
    by: CoverageBy,
    basis: Basis,
    lines: z.array(CoverageLine),
    total: CoverageLine,
    countedAt: z.string(),
  })
  .meta({ id: 'Coverage' })
export type Coverage = z.infer<typeof Coverage>

export const Donor = z
  .object({
    id: z.int().nullable(),
    name: z.string(),
    given: money,
    pledged: money,
    contributions: z.int(),
    share: z.number().nullable(),
  })
  .meta({ id: 'Donor' })
export type Donor = z.infer<typeof Donor>

export const CurrencyTotal = z
  .object({ currency: z.string(), amount: z.string(), usd: money })
  .meta({ id: 'CurrencyTotal', description: 'What came in less what left, as it was given and in USD.' })

export const Overview = z
  .object({
    plan: z.string(),
    basis: Basis,
    total: CoverageLine,
    donors: z.array(Donor),
    currencies: z.array(CurrencyTotal),
    kinds: z.object({ financial: money, inKind: money, cash: money }),
    awaiting: z.array(z.object({ currency: z.string(), amount: z.string(), contributions: z.int() })),
    shared: z
      .object({ usd: money, contributions: z.int() })
      .meta({ description: 'For this plan and others: shown, not counted.' }),
    setAside: money.meta({
      description: 'Printed as received beside the requirement; not counted since contributions say who gave.',
    }),
    contributions: z.int(),
  })
  .meta({ id: 'FundingOverview' })
export type Overview = z.infer<typeof Overview>

export const Contribution = z
  .object({
    id: z.uuid(),
    source: FundingSource,
    flowId: z.string(),
    direction: Direction,
    donor: z.string(),
    donorId: z.int().nullable(),
    recipient: z.string(),
    recipientId: z.int().nullable(),
    country: z.string().nullable(),
    countries: z.string(),
    sectorId: z.int().nullable(),
    sectors: z.string(),
    description: z.string(),
    reference: z.string(),
    kind: FundingKind,
    method: FundingMethod.nullable(),
    status: FundingStatus,
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    usd: money.nullable().meta({ description: 'null: waits for a rate.' }),
    rate: z.string().nullable(),
    rateDay: z.string().nullable(),
    rateSource: z.string().nullable(),
    decidedOn: z.string().nullable(),
    budgetYear: z.int().nullable(),
    earmarking: z.string(),
    newMoney: z.boolean().nullable(),
    parentFlowId: z.string().nullable(),
    reverses: z.uuid().nullable(),
    reversedBy: z.uuid().nullable(),
    reason: z.string(),
    changes: z.int(),
    enteredAt: z.string(),
    mayReverse: z.boolean(),
  })
  .meta({ id: 'Contribution' })
export type Contribution = z.infer<typeof Contribution>

export const ContributionPage = z
  .object({ contributions: z.array(Contribution), next: z.string().nullable() })
  .meta({ id: 'ContributionPage' })
export type ContributionPage = z.infer<typeof ContributionPage>

/** A contribution typed in. `amount` as people write it: "1.234,50" is understood. */
export const NewContribution = z
  .object({
    id: z.uuid(),
    donor: z.string().trim().min(1).max(300),
    recipient: z.string().trim().max(300).default(''),
    country: z.string().max(10).nullable().default(null),
    sectorId: z.int().max(2_147_483_647).nullable().default(null),
    description: z.string().max(10_000).default(''),
    reference: z.string().max(300).default(''),
    kind: FundingKind.default('financial'),
    method: FundingMethod.nullable().default(null),
    status: FundingStatus,
    amount: z.string().max(60),
    currency: z.string().max(10).default('USD'),
    decidedOn: day,
    budgetYear: z.int().min(1990).max(2100).nullable().default(null),
    earmarking: z.string().max(300).default(''),
    partOf: z
      .string()
      .max(100)
      .nullable()
      .default(null)
      .meta({ description: 'Flow id of the hand-entered pledge or grant this one is a part of.' }),
  })
  .meta({ id: 'NewContribution' })
export type NewContribution = z.infer<typeof NewContribution>

export const Reversal = z.object({ id: z.uuid(), reason: z.string().trim().min(3).max(1000) }).meta({ id: 'Reversal' })
export type Reversal = z.infer<typeof Reversal>

export const Rate = z
  .object({
    currency: z.string(),
    day,
    usd: z.string().meta({ description: 'USD for one unit.' }),
    source: z.string(),
  })
  .meta({ id: 'Rate' })
export type Rate = z.infer<typeof Rate>
export const NewRate = z
  .object({ currency: z.string().max(10), day, usd: z.string().max(40), source: z.string().trim().min(1).max(200) })
  .meta({ id: 'NewRate' })
export type NewRate = z.infer<typeof NewRate>

/** Why a line is not taken, or what about it should be looked at. Sentences: `plan.funding.finding.<code>`. */
export const FundingFindingCode = z.enum([
  'amount-missing',
  'amount-unreadable',
  'amount-ambiguous',
  'amount-negative',
  'currency-unknown',
  'currency-missing',
  'date-unreadable',
  'status-unknown',
  'donor-missing',
  'flow-id-missing',
  'other-plan',
  'no-plan',
  'out-of-reach',
  'written-twice',
  'awaiting-rate',
  'donor-added',
  'recipient-unknown',
  'recipient-added',
  'sector-added',
  'country-unknown',
  'country-several',
  'sector-unknown',
  'sector-several',
  'sector-taken-as',
  'usd-differs',
  'rate-unreadable',
  'total-line',
  'total-differs',
])
export type FundingFindingCode = z.infer<typeof FundingFindingCode>
export type FindingValues = Record<string, string>
/** `refused`: the line was left out. */
export const FundingFinding = z
  .object({
    line: z.int(),
    code: FundingFindingCode,
    refused: z.boolean(),
    values: z.record(z.string(), z.string()),
    sentence: z.string(),
  })
  .meta({ id: 'FundingFinding' })
export type FundingFinding = z.infer<typeof FundingFinding>

export const FundingImport = z
  .object({
    form: z.enum(['fts-json', 'fts-csv', 'table', 'requirements', 'rates']),
    read: z.int(),
    added: z.int(),
    changed: z.int(),
    same: z.int(),
    older: z.int().meta({ description: 'Older forms of flows that are already kept.' }),
    refused: z.int(),
    awaiting: z.int().meta({ description: 'Contributions of the plan that are kept without USD until a rate is entered.' }),
    rated: z.int().optional().meta({ description: 'Contributions that got their USD by the rates of the file.' }),
    missingPages: z.string().nullable().meta({ description: 'Address of the page that should follow.' }),
    columnsLeft: z.array(z.string()),
    findings: z.array(FundingFinding),
    refusedCsv: z
      .string()
      .meta({ description: 'The lines that were left out, as written, with the reason: to mend and send again.' }),
  })
  .meta({ id: 'FundingImport' })
export type FundingImport = z.infer<typeof FundingImport>
