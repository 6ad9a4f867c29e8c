/** Whether there is something kept of a person, asked before anything that could open it is loaded. */
export const nameOf = (user: string): string => `senda-field-${user}`

/** Where the browser does not tell, there may be. */
export async function hasStore(user: string): Promise<boolean> {
  const all = await indexedDB.databases?.().catch(() => undefined)
  return all?.some(({ name }) => name === nameOf(user)) ?? true
}
