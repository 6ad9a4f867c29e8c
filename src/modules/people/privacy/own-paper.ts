/** What is kept about a household as a paper, in the language its people speak. */
import { readFileSync } from 'node:fs'
import type { Context } from '../../../core/context.ts'
import { type Language, languages, type Translate, textIn, translator } from '../../../core/i18n.ts'
import { typesetPdf } from '../../../core/typst.ts'
import type { PersonContent } from '../contract.ts'
import { eachOnce } from '../rules/members.ts'
import type { OwnData } from './contract.ts'
import { readOwnData } from './own-data.ts'
import { type PaperWords, paperWords } from './paper-words.ts'

type Line = [label: string, value: string]
type Section = { title: string; rows: Line[]; note?: string }
const template = () => readFileSync(new URL('./own-data.typ', import.meta.url), 'utf8')

/** @param wished else the first language of the household that Senda writes, else the asker's */
export async function ownPaper(ctx: Context, id: string, wished?: Language): Promise<{ pdf: Buffer; card: string }> {
  const data = await readOwnData(ctx, id)
  const spoken = data.household.languages.find((l): l is Language => (languages as readonly string[]).includes(l))
  const language = wished ?? spoken ?? ctx.language
  const needs = await ctx.db.selectFrom('needKinds').select(['code', 'names']).execute()
  const nameOf = (code: string) => textIn((needs.find((n) => n.code === code)?.names ?? { en: code }) as { en: string }, language)
  const t = translator(language)
  const { card } = data.household
  const words = await paperWords(ctx.db, data.household, language, t)
  const paper = {
    language,
    title: t('people.own.title', { card }),
    intro: t('people.own.intro'),
    nothing: t('people.own.nothing'),
    footer: `${card} · ${words.day(data.madeAt)}`,
    sections: sectionsOf(data, t, language, nameOf, words),
  }
  return { pdf: typesetPdf(template(), paper), card }
}

function sectionsOf(
  data: OwnData,
  t: Translate,
  language: Language,
  nameOf: (code: string) => string,
  words: PaperWords,
): Section[] {
  const names = new Map(data.household.persons.map((p) => [p.id, nameOfPerson(p)]))
  const who = (id: string) => names.get(id) ?? '–'
  const { day } = words
  const answer = (c: OwnData['consents'][number]) =>
    t(`people.own.${c.withdrawnAt ? 'withdrawn' : c.isGiven ? 'agreed' : 'refused'}`)
  return [
    { title: t('people.own.household'), rows: householdLines(data.household, t, words) },
    ...data.household.persons.map((p) => ({ title: nameOfPerson(p), rows: personLines(p, t, words) })),
    {
      title: t('people.own.needs'),
      rows: data.needs.map(
        (n): Line => [
          who(n.personId),
          `${nameOf(n.need)} · ${[n.since, n.until].flatMap((one) => (one ? [day(one)] : [])).join(' – ')}`,
        ],
      ),
    },
    {
      title: t('people.own.consents'),
      rows: data.consents.map(
        (c): Line => [who(c.personId), `${t(`people.own.purpose.${c.purpose}`)}: ${answer(c)} · ${day(c.at)}`],
      ),
    },
    {
      title: t('people.own.given'),
      note: t('people.own.given.elsewhere'),
      rows: data.given.map(
        (g): Line => [
          day(g.at),
          `${textIn(g.service, language)} × ${g.quantity} · ${g.organisation}${g.isReversed ? ` · ${t('people.own.reversed')}` : ''}`,
        ],
      ),
    },
    {
      title: t('people.own.history'),
      rows: data.history.map((h): Line => [day(h.at), `${t(`people.own.what.${h.what}`)} · ${h.byName}`]),
    },
    {
      title: t('people.own.readings'),
      rows: data.readings.map((r): Line => [day(r.at), `${t(`people.own.how.${r.how}`)} · ${r.byName}`]),
    },
  ]
}

const nameOfPerson = ({ given, family }: PersonContent): string => `${given} ${family}`.trim()

const said = (lines: Line[]): Line[] => lines.filter(([, value]) => value !== '')

const householdLines = (h: OwnData['household'], t: Translate, words: PaperWords): Line[] =>
  said([
    [t('people.own.card'), h.card],
    [t('people.own.place'), words.place],
    [t('people.own.address'), h.address],
    [t('people.own.phone'), h.phone],
    [t('people.own.email'), h.email],
    [t('people.own.origin'), words.countryOr(h.origin)],
    [t('people.own.destination'), words.countryOr(h.destination)],
    [t('people.own.languages'), words.languages(h.languages)],
    [t('people.own.note'), h.note],
    [t('people.own.photos'), h.photos.length === 0 ? '' : String(h.photos.length)],
    [t('people.own.registered'), words.day(h.registeredAt)],
  ])

const personLines = (p: PersonContent, t: Translate, words: PaperWords): Line[] =>
  said([
    [t('people.own.also'), p.also],
    [t('people.own.sex'), t(`people.own.sex.${p.sex}`)],
    [t('people.own.born'), words.born(p)],
    [t('people.own.relation'), t(`people.own.relation.${p.relation}`)],
    [t('people.own.nationality'), p.nationality && words.country(p.nationality)],
    ...eachOnce(p.documents).map(
      (d): Line => [
        t(`people.own.document.${d.kind}`),
        [d.number, d.country && words.country(d.country), d.validUntil && words.day(d.validUntil)].filter(Boolean).join(' · '),
      ],
    ),
    [t('people.own.left'), p.hasLeft ? t('people.own.yes') : ''],
  ])
