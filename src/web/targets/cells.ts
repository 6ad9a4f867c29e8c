/** The 15 cells in the order in which the server sends them. */
export const populations = ['destination', 'host', 'moving'] as const
export const ages = ['all', 'girls', 'boys', 'women', 'men'] as const
export const cells = populations.flatMap((population) =>
  ages.map((age) => ({ population, age, name: `${population}_${age}` as const })),
)
