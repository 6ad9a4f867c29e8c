/** What a cell says: words of four languages, codes of forms, the marks people make. */
import { fold } from '../../../../core/text.ts'
import type { documentKinds, PopulationGroup, Relation, Sex } from '../../contract.ts'

const table = <T extends string>(words: Record<T, string>): Map<string, T> =>
  new Map(
    (Object.entries(words) as [T, string][]).flatMap(([value, all]) =>
      [value, ...all.split(',')].map((word) => [keyOf(word), value] as const),
    ),
  )
const keyOf = (text: string): string => fold(text).replaceAll(' ', '')

const sexes = table<Sex>({
  female:
    'f, fem, femenino, femenina, feminino, feminina, feminin, mujer, mulher, femme, woman, girl, nina, menina, fille, 2, mujeres, hembra',
  male: 'm, masc, masculino, masculin, h, hombre, homem, homme, man, boy, nino, menino, garcon, varon, 1, hombres',
  other:
    'o, x, otro, otra, outro, outra, autre, other gender, lgbti, lgbtiq, no binario, nao binario, non binary, non binaire, intersex, intersexual, trans, transgenero, transgender, prefiere no decir, prefer not to say',
})
export const sexOf = (written: string): Sex | undefined => sexes.get(keyOf(written))

const relations = table<Relation>({
  head: 'head of household, hoh, hh head, household head, self, principal, principal applicant, respondent, jefe, jefa, jefe de hogar, jefa de hogar, jefe de familia, jefa de familia, jefe del hogar, jefa del hogar, titular, cabeza de familia, cabeza de hogar, el mismo, ella misma, yo, chefe, chefe de familia, chefe do agregado, responsavel, chef, chef de menage, chef de famille, cheffe, cheffe de menage, chef du menage, lui meme, elle meme, moi',
  partner:
    'spouse, wife, husband, couple, esposo, esposa, esposo a, conyuge, pareja, marido, companero, companera, concubino, concubina, conjuge, parceiro, parceira, companheiro, companheira, conjoint, conjointe, epoux, epouse, mari, femme, partenaire, mujer, wife husband, husband wife, spouse partner',
  child:
    'son, daughter, son daughter, child of head, hijo, hija, hijo a, hijos, hijastro, hijastra, filho, filha, filho a, enteado, enteada, fils, fille, enfant, beau fils, belle fille, stepson, stepdaughter, stepchild',
  parent:
    'mother, father, mother father, madre, padre, madre padre, mama, papa, mae, pai, mere, pere, suegra, suegro, sogra, sogro',
  sibling: 'brother, sister, brother sister, hermano, hermana, hermano a, irmao, irma, irmao a, frere, soeur',
  grandchild: 'grandson, granddaughter, nieto, nieta, nieto a, neto, neta, petit fils, petite fille, petit enfant',
  grandparent: 'grandmother, grandfather, abuela, abuelo, abuelo a, avo, avo materno, avo materna, grand mere, grand pere',
  'other-relative':
    'other relative, relative, aunt, uncle, niece, nephew, cousin, in law, otro familiar, otro pariente, familiar, tia, tio, sobrina, sobrino, prima, primo, cunada, cunado, nuera, yerno, outro parente, parente, sobrinha, sobrinho, nora, genro, autre parent, tante, oncle, niece, neveu, cousine, otro, other, outro, autre',
  'not-related':
    'not related, no relation, unrelated, friend, none, sin parentesco, no pariente, no familiar, amigo, amiga, ninguno, ninguna, sem parentesco, nenhum, sans lien, ami, amie, aucun, non apparente',
})
export const relationOf = (written: string): Relation | undefined => relations.get(keyOf(written))

const groups = table<PopulationGroup>({
  inDestination:
    'in destination, destination, settled, residing, refugee, refugees, migrant in destination, in residence, en destino, con vocacion de permanencia, vocacion de permanencia, residente, establecido, refugiado, refugiada, em destino, com intencao de permanencia, refugiado a, a destination, en destination, installe, sejour',
  inTransit: 'in transit, transit, transito, en transito, em transito, en transit, de paso',
  hostCommunity:
    'host community, host, local, local population, comunidad de acogida, comunidad receptora, acogida, poblacion de acogida, poblacion local, comunidade de acolhida, comunidade anfitria, acolhida, communaute d accueil, communaute hote, accueil',
  pendular:
    'pendular movement, commuter, circular, pendulares, movimiento pendular, movimento pendular, pendulaire, mouvement pendulaire',
  returnees:
    'returnee, returned, return, retornado, retornada, retornados, colombiano retornado, colombianos retornados, retorno, regressado, retournes, retourne, rapatrie, rapatries',
})
export const groupOf = (written: string): PopulationGroup | undefined => groups.get(keyOf(written))

type Kind = (typeof documentKinds)[number]
const documents = table<Kind>({
  'national-id':
    'national id, id, id card, national identity card, identity card, cedula, cedula de identidad, cedula de ciudadania, ci, cc, dni, documento nacional, documento nacional de identidad, rg, cpf, carteira de identidade, carte d identite, carte nationale d identite, cni',
  passport: 'passport, pasaporte, passaporte, passeport',
  'birth-certificate':
    'birth certificate, partida de nacimiento, acta de nacimiento, certificado de nacimiento, registro civil, registro de nacimiento, certidao de nascimento, acte de naissance, extrait de naissance, certificat de naissance',
  permit:
    'permit, residence permit, work permit, ppt, pep, permiso, permiso por proteccion temporal, permiso de residencia, visa, visado, carnet de extranjeria, cedula de extranjeria, ce, ptp, crnm, rnm, autorizacao de residencia, permis, permis de sejour, titre de sejour',
  'refugee-id':
    'refugee id, refugee card, asylum seeker, asylum certificate, unhcr, carnet de refugiado, carne de refugiado, solicitud de refugio, solicitud de asilo, protocolo de refugio, documento de refugiado, carte de refugie, demandeur d asile, attestation de demande d asile',
  other:
    'other document, other id, otro, otro documento, outro, outro documento, autre, autre document, tarjeta andina, tam, permiso de transito fronterizo, tmf',
})
/** What is no document is undefined: «none», «sin documento». */
export const documentKindOf = (written: string): Kind | 'none' | undefined =>
  noDocument.has(keyOf(written)) ? 'none' : documents.get(keyOf(written))

const noDocument = new Set(
  'none, no, no document, without document, undocumented, ninguno, ninguna, sin documento, sin documentos, indocumentado, no tiene, nenhum, sem documento, nao tem, aucun, sans document, n a, na, s n'
    .split(',')
    .map(keyOf),
)
/** A cell left empty, in the ways people leave cells empty. `s/i` is, `si` is a yes without its accent. */
export const isBlank = (written: string): boolean =>
  /^([-–—.?*\s]*|n\/?a|n\.a\.|s\/[din]|s[dn]|null|none|nan|#n\/a)$/i.test(written)
/** Of a telephone or a document: there is none. */
export const isNothing = (written: string): boolean => noDocument.has(keyOf(written)) || isBlank(written)

const answers = table<'yes' | 'no'>({
  yes: 'y, si, s, sim, oui, true, 1, x, ok, given, agree, agrees, acepta, aceita, accepte, verdadero, verdadeiro, vrai, consented, granted',
  no: 'n, nao, non, false, 0, refused, disagree, no acepta, rechaza, recusa, refuse, falso, faux, not given, rejected',
})
export const yesOrNo = (written: string): boolean | undefined => {
  const mark = written.trim()
  if (/^[✓✔☑]$/u.test(mark)) return true
  const answer = answers.get(keyOf(written))
  return answer && answer === 'yes'
}

const languageCodes: Record<string, string> = {
  es: 'spanish, espanol, castellano, espanhol, espagnol',
  pt: 'portuguese, portugues, portugais',
  en: 'english, ingles, anglais',
  fr: 'french, frances, francais',
  ht: 'creole, kreyol, haitian creole, criollo, creol, crioulo, creole haitien, creole haitian',
  way: 'wayuu, wayuunaiki, guajiro',
  wba: 'warao',
  qu: 'quechua, kichwa, quichua',
  ar: 'arabic, arabe',
  zh: 'chinese, chino, chines, chinois',
}
const languages = table(languageCodes)
/** `es pt`, `Español, inglés`: what forms write between blanks, people between commas. What is no language known here stays as written. */
export function languagesOf(written: string): string[] {
  const whole = languages.get(keyOf(written))
  if (whole) return [whole]
  const parts = written.split(/[,;/|]|\s+(?:y|e|and|et)\s+/u)
  const words =
    parts.length === 1 && parts[0]!.split(/\s+/).every((w) => languages.has(keyOf(w)) || /^[a-z]{2,3}$/.test(w))
      ? written.split(/\s+/)
      : parts
  return [
    ...new Set(
      words
        .map((word) => word.trim())
        .filter((word) => word !== '')
        .map((word) => languages.get(keyOf(word)) ?? word.slice(0, 20)),
    ),
  ].slice(0, 10)
}
