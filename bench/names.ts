/** Names as they are given in Venezuela, Colombia and Brazil: few of them very common, a long tail of invented ones. */

const words = (text: string): string[] => text.trim().split(/\s+/)

const women =
  words(`María Ana Carmen Luz Rosa Yolanda Gloria Martha Andrea Luisa Sandra Claudia Diana Adriana Paola Carolina Daniela Valentina Camila Gabriela
  Mariana Alejandra Isabel Juana Francisca Antonia Josefa Teresa Beatriz Elena Patricia Mónica Natalia Laura Sofía Isabella Victoria Génesis Andreína Estefanía
  Yusmary Yuleisy Yorgelis Yamileth Coromoto Milagros Betania Dayana Katherine Oriana Fabiola Rosmary Maryuri Keyla Nairobi Yesenia Zuleima Migdalia Zoraida Belkis
  Mirian Nancy Norma Olga Raquel Ruth Silvia Sonia Susana Vanessa Verónica Viviana Wendy Xiomara Yaneth Yuliana Angélica Aparecida Conceição Fátima Juliana Fernanda
  Letícia Bruna Amanda Larissa Jéssica Vitória Beatriz Raimunda Lúcia Socorro Eduarda Rafaela Lorena Ximena Brenda Karla Emily Ashley Britany Nicole Michelle`)
const men =
  words(`José Juan Luis Carlos Jesús Pedro Miguel Antonio Francisco Rafael Manuel Jorge Víctor Ángel Andrés David Daniel Alejandro Gabriel Samuel Santiago
  Sebastián Mateo Matías Diego Nicolás Felipe Eduardo Fernando Ricardo Roberto Alberto Héctor Óscar Iván Julio César Ramón Pablo Enrique Orlando Edgar Wilmer Jhonny
  Yorman Yeferson Jhon Kleiver Deivis Wuilmer Franklin Nelson Edwin Freddy Henry Richard William Ronald Alexis Alexander Alexánder Leonardo Leandro Gregorio Gustavo
  Guillermo Hernán Hugo Humberto Ignacio Jaime Javier Joaquín Joel Johan Kevin Keiber Luciano Marcos Mario Martín Maikel Néstor Omar Raúl Rodrigo Rubén Simón Tomás
  João Paulo Francisco Lucas Gabriel Raimundo Sebastião Matheus Vinícius Thiago Bruno Caio Vitor Wellington Washington Anderson Jefferson Emerson Everton Elías Isaac`)
const families =
  words(`González Rodríguez Pérez Hernández García Martínez López Sánchez Díaz Rojas Ramírez Gómez Torres Moreno Fernández Suárez Romero Rivas Jiménez
  Álvarez Medina Castillo Blanco Mendoza Márquez Gutiérrez Contreras Silva Chacón Colmenares Zambrano Urdaneta Villalobos Bracho Morillo Paz Quintero Vargas Ortiz
  Castro Guerrero Reyes Flores Rangel Salazar Guzmán Peña Parra Rincón Molina Delgado Ruiz Vásquez Acosta Aguilar Montilla Briceño Barrios Bastidas Carrillo Cedeño
  Espinoza Escalona Figueroa Fuentes Graterol Guevara Herrera Ibarra Lara León Linares Machado Mora Navarro Núñez Ochoa Oliveros Pacheco Palacios Paredes Perdomo
  Piña Pineda Ramos Rengifo Rondón Rosales Rosario Salas Sandoval Serrano Sosa Sulbarán Tovar Uzcátegui Valera Velásquez Vera Vielma Yánez Zerpa Silva Santos Souza
  Oliveira Pereira Lima Carvalho Ferreira Ribeiro Almeida Nascimento Araújo Gonçalves Barbosa Cardoso Monteiro Muñoz Cárdenas Arias Cortés Giraldo Restrepo Ospina
  Zapata Cifuentes Bautista Beltrán Bermúdez Bohórquez Caballero Calderón Camacho Cáceres Chávez Cuello Duarte Durán Epiayú Uriana Ipuana Pushaina Jusayú`)

const starts = words(
  'Yu Yor Wil Jhon Kei Dey Ana Mari Yo Ge Ne Li Mai Ro Jo Fran Die Al Ke Ye Bri Da Eli Os Ru Ni Kar Le Mar Sa Te Vic Wal Ya Zu Es Cri Bel Mi Lu',
)
const middles = words('lei ge ni ma der li ra be so da ri ne ki re lia mi no sle ber xi va lo che')
const femaleEnds = words('sy lis mary nis lyn dis th na marys bel ska lys ana eth ry via')
const maleEnds = words('son ber man ner vis der xon ker ver nel dy rson lin mar car win')
const familyStarts = words(
  'Ara Bar Can Cas Cor Du Es Fa Gal Gon Gua Her In Jara Lan Mal Man Mar Mon Mu Na Or Pa Pe Por Qui Ra Ri Sal San So Ta Te Tru Ur Val Ve Vi Za Zu',
)
const familyMiddles = words('ta ca ri la ma ne go do ba lle rra ni na se ti mo cho ga')
const familyEnds = words('guren leta nes zo do ta ra llo dez gui rro les no co do la che lva')

export type Random = () => number

/** The same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!
/** The first of the list far more often than the last. */
const common = (random: Random, list: readonly string[]): string => list[Math.floor(random() ** 2.2 * list.length)]!

export function givenName(random: Random, sex: 'female' | 'male'): string {
  const one = () =>
    random() < 0.82
      ? common(random, sex === 'female' ? women : men)
      : pick(random, starts) + pick(random, middles) + pick(random, sex === 'female' ? femaleEnds : maleEnds)
  return random() < 0.68 ? `${one()} ${one()}` : one()
}

export const familyName = (random: Random): string =>
  random() < 0.8 ? common(random, families) : pick(random, familyStarts) + pick(random, familyMiddles) + pick(random, familyEnds)
