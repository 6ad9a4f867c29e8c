/** What every activity of the file begins and is placed with. */
import { Problem } from '../../../../core/problem.ts'
import { noCountry, noPurpose, type Publisher, purposeOf } from './codes.ts'
import { element, told } from './xml.ts'

/** The plan's own vocabularies (99) stand behind these addresses. */
export type Setting = {
  plan: string
  planName: string
  language: string
  first: string
  last: string
  today: string
  address: string
  publisher: Publisher
}

/** Prefix of the publisher, then the plan: nothing in it but letters, digits and hyphens. */
export const identifier = ({ publisher, plan }: Setting, own: string): string => `${publisher.reference}-${plan}-${own}`

/** @throws Problem when a publisher's identifier holds what the standard's rules forbid */
export function assertReference(reference: string): void {
  if (!/^[A-Z]{2,3}-[A-Z0-9]+-[A-Za-z0-9._-]+$/.test(reference)) throw new Problem(422, 'reports/iati-reference', { reference })
}

export const opening = (setting: Setting, hierarchy: 1 | 2): string =>
  `<iati-activity xml:lang="${setting.language}" default-currency="USD" humanitarian="1" hierarchy="${hierarchy}">`

/** 1 pipeline, 2 implementation, 4 closed: told by the plan's own days. */
export const statusOf = ({ first, last, today }: Setting): string => {
  const code = today < first ? 1 : today <= last ? 2 : 4
  return element('activity-status', { code })
}

/** Planned start and planned end. */
export const datesOf = ({ first, last }: Setting): string =>
  element('activity-date', { type: 1, 'iso-date': first }) + element('activity-date', { type: 3, 'iso-date': last })

export const reporter = ({ publisher }: Setting): string =>
  told('reporting-org', publisher.name, { ref: publisher.reference, type: publisher.type, 'secondary-reporter': 1 })

export const appeal = (setting: Setting): string =>
  told('humanitarian-scope', setting.planName, {
    type: 2,
    vocabulary: 99,
    'vocabulary-uri': setting.address,
    code: setting.plan,
  })

/** The purpose in the DAC's words, and the sector in the plan's own. `percentage` at an activity; none at a transaction. */
export function sectors(setting: Setting, sector: { look: string; name: string } | undefined, percentage?: number): string {
  const purpose = element('sector', { vocabulary: 1, code: sector ? purposeOf(sector.look) : noPurpose, percentage })
  const own = { vocabulary: 99, 'vocabulary-uri': `${setting.address}#sectors`, percentage }
  return purpose + told('sector', sector?.name ?? '–', { ...own, code: sector?.look ?? 'not-specified' })
}

/** The plan as a whole. */
export const planXml = (setting: Setting): string =>
  [
    opening(setting, 1),
    `<iati-identifier>${identifier(setting, 'plan')}</iati-identifier>`,
    reporter(setting),
    told('title', setting.planName),
    told('description', setting.planName, { type: 1 }),
    told('participating-org', setting.publisher.name, {
      ref: setting.publisher.reference,
      type: setting.publisher.type,
      role: 2,
    }),
    statusOf(setting),
    datesOf(setting),
    element('activity-scope', { code: 2 }),
    element('recipient-region', { vocabulary: 1, code: noCountry, percentage: 100 }),
    sectors(setting, undefined, 100),
    appeal(setting),
    '</iati-activity>\n',
  ].join('')
