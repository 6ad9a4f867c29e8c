/** The columns of a grid, in their bands. */
export type Bands<Column extends string, Band extends string = string> = { band: Band; columns: Column[] }[]

export const columnsOf = <Column extends string>(bands: Bands<Column>): Column[] => bands.flatMap(({ columns }) => columns)

/** In the order in which they stand; before the first of a band stands a line. */
export const placesOf = <Column extends string>(bands: Bands<Column>): { column: Column; isFirst: boolean }[] =>
  bands.flatMap(({ columns }) => columns.map((column, i) => ({ column, isFirst: i === 0 })))

/** The classes of a cell that hold. */
export const classes = (...names: (string | false)[]): string | undefined => names.filter(Boolean).join(' ') || undefined
