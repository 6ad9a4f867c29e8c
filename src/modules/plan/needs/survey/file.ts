/** What a survey found, as a file. */
import { csvText } from '../../../../core/sheets.ts'
import type { Survey } from '../contract.ts'

const header = [
  'country',
  'place',
  'sector',
  'respondents',
  'in_need',
  'share',
  'low',
  'high',
  'people',
  'people_low',
  'people_high',
]
const exact = (share: number) => String(Math.round(share * 1e6) / 1e6)

export const surveyCsv = (survey: Survey | null): string =>
  csvText([
    header,
    ...(survey?.places ?? []).flatMap(({ country, name, respondents, shares }) =>
      shares.map((s) => [
        country,
        name,
        s.sector,
        respondents,
        s.inNeed,
        exact(s.share),
        exact(s.low),
        exact(s.high),
        s.people?.share,
        s.people?.low,
        s.people?.high,
      ]),
    ),
  ])
