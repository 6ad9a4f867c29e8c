/** Sentences for parts nobody wrote: plain, made of the same live figures, so that any plan and period gives an honest overview. */
import { type Language, textIn, translator } from '../../../core/i18n.ts'
import { writeToken } from '../rules/tokens.ts'
import { sum } from './counts.ts'
import type { Facts } from './facts.ts'
import { periodName } from './period.ts'

/** A text with figures as tokens; '' where only a person can write. */
export function automatic(facts: Facts, part: string, language: Language): string {
  if (part === 'title') return title(facts, language)
  if (part === 'lead') return lead(facts, language)
  if (part === 'method') return method(facts, language)
  return part.startsWith('sector:') ? sector(facts, Number(part.slice('sector:'.length)), language) : ''
}

const people = (sectorId?: number, country?: string) =>
  writeToken('people', { ...(sectorId ? { sector: String(sectorId) } : {}), ...(country ? { country } : {}) })
const countriesIn = (facts: Facts, sectorId?: number) =>
  new Set(
    facts.cells
      .filter((c) => c.kind === 'direct' && c.people > 0 && c.country && (sectorId === undefined || c.sector === sectorId))
      .map((c) => c.country),
  ).size

const title = (facts: Facts, language: Language) =>
  translator(language)('reports.auto.title', {
    n: countriesIn(facts),
    countries: writeToken('countries', {}),
    period: periodName(facts.source.firstMonth, facts.source.lastMonth, language),
  })

function lead(facts: Facts, language: Language): string {
  const t = translator(language)
  const direct = facts.cells.filter((c) => c.kind === 'direct')
  if (sum(direct, 'people') === 0) return t('reports.auto.lead-none')
  const { plan, sectors } = facts.ground
  const adds = plan.defaultMethod === 'sum' && plan.methods.every((m) => m.method === 'sum')
  const bySize = sectors
    .map((s) => ({
      s,
      people: sum(
        direct.filter((c) => c.sector === s.id),
        'people',
      ),
    }))
    .sort((a, b) => b.people - a.people)
  const largest = bySize[0]!.s
  const first = t(adds ? 'reports.auto.lead' : 'reports.auto.lead-reached', {
    n: countriesIn(facts),
    people: people(),
    countries: writeToken('countries', {}),
  })
  return `${first} ${t('reports.auto.largest', { sector: textIn(largest.names, language) || largest.name, people: people(largest.id) })}`
}

function sector(facts: Facts, id: number, language: Language): string {
  const t = translator(language)
  const own = facts.cells.filter((c) => c.sector === id)
  const direct = own.filter((c) => c.kind === 'direct' && c.people > 0 && c.country).sort((a, b) => b.people - a.people)
  const top = direct.slice(0, 4).map((c) =>
    t('reports.auto.place', {
      people: people(id, c.country),
      country: textIn(facts.ground.placeNames.get(c.country) ?? {}, language) || c.country,
    }),
  )
  const main =
    direct.length === 0
      ? t('reports.auto.sector-none')
      : t('reports.auto.sector', {
          n: direct.length,
          people: people(id),
          countries: writeToken('countries', { sector: String(id) }),
          top: top.join(', '),
        })
  // What was counted instead stands beside the name of the sector.
  if (direct.length === 0) return main
  const apart = (['trained', 'output'] as const).filter((what) => sum(own, what) > 0)
  const said = apart.map((what) => t(`reports.auto.${what}`, { [what]: writeToken(what, { sector: String(id) }) }))
  return [main, said.join(' ')].filter(Boolean).join('\n\n')
}

function method(facts: Facts, language: Language): string {
  const t = translator(language)
  const { plan } = facts.ground
  const one = plan.methods.every((m) => m.method === plan.defaultMethod)
  const body = t('reports.auto.method', {
    method: t(`reports.method.${one ? plan.defaultMethod : 'stored'}`),
    rows: writeToken('rows', {}),
  })
  return facts.source.include === 'drafts' ? `${body}\n\n${t('reports.auto.drafts')}` : body
}
