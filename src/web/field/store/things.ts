/** Small things that are kept about one household: they go when it does. */

/** What is being changed of it and was not saved yet. */
export const editOf = (household: string): string => `edit/${household}`
