/** Words that generated activities are written with, and a draw that gives the same year for the same seed. */

/** Numbers from 0 to 1, always the same for a seed. */
export function drawing(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const one = <T>(draw: () => number, choices: readonly T[]): T => choices[Math.floor(draw() * choices.length)]!
export const between = (draw: () => number, least: number, most: number): number =>
  least + Math.floor(draw() * (most - least + 1))

const list = (text: string): string[] => text.trim().split(/\s+/)

const deeds = list(`Distribution Provision Delivery Rehabilitation Support Training Referral Orientation Registration Monitoring
  Counselling Strengthening Adaptation Procurement Coordination Entrega Apoyo Atención Acompañamiento Capacitación Fortalecimiento`)
const things =
  list(`food kits|hygiene kits|hot meals|temporary shelter|school kits|legal advice|primary health care|psychosocial support|drinking
  water|seed capital|vaccination|safe spaces|transport|vouchers|rent support|kits de higiene|comidas calientes|asesoría legal|alojamiento temporal|espacios
  amigables`)
    .join(' ')
    .split('|')
const people =
  list(`families women children adolescents newcomers caminantes pendulars returnees households pregnant|women older|persons people|with|disabilities
  familias niñas mujeres adolescentes personas|mayores`).map((w) => w.replaceAll('|', ' '))
const common =
  list(`the and of in with for through to municipal local partners community host vulnerable mobile teams points border
  service centres safe dignified access information referral pathways protection risk prevention response emergency integration schools teachers health staff
  volunteers days weeks month cycle needs assessment criteria participation feedback accountability gender age diversity inclusion coordination authorities
  government platform sector working group standards quality follow-up monitoring delivery distribution items cash transfers vouchers bank agreement supplier
  market prices rent hygiene water sanitation nutrition screening breastfeeding livelihoods employment training certification documents regularization
  de la el los las con para atención personas refugiadas migrantes familias niñas niños mujeres hombres acceso servicios salud educación frontera municipio`)

export const titleOf = (draw: () => number, place: string): string =>
  `${one(draw, deeds)} of ${one(draw, things)} for ${one(draw, people)} in ${place}`

/** @param words how many */
export function textOf(draw: () => number, words: number): string {
  const said = Array.from({ length: words }, () => one(draw, common))
  let text = ''
  for (let from = 0; from < words; ) {
    const until = Math.min(words, from + between(draw, 8, 18))
    const sentence = said.slice(from, until).join(' ')
    text += `${text && ' '}${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`
    from = until
  }
  return text
}

const bodies = list('Fundación Asociación Red Casa Hogar Alianza Comité Consejo Centro Corporación')
const virtues =
  list(`Puentes Caminos Solidaria Abierta Horizonte Esperanza Fronteras Raíces Acogida Encuentro Dignidad Norte Andina Caribe
  Amazonas Pacífico Orinoco Migrante Vida Futuro`)

/** A body's name; the number keeps it apart from others. */
export const bodyOf = (draw: () => number, number: number): { name: string; acronym: string } => {
  const [first, second, third] = [one(draw, bodies), one(draw, virtues), one(draw, virtues)]
  return { name: `${first} ${second} ${third} ${number}`, acronym: `${first[0]}${second[0]}${third[0]}${number}` }
}
