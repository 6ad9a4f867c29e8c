/** What cash or a voucher is worth in USD, and how it is handed over. */
export type Worth = { value: number | null; mechanism: number | null }

export const noWorth: Worth = { value: null, mechanism: null }

/** What must be said of a service that has a value. */
export const worthMissing = ({ value, mechanism }: Worth): ('value' | 'mechanism')[] => [
  ...(value === null ? (['value'] as const) : []),
  ...(mechanism === null ? (['mechanism'] as const) : []),
]
