/** Whether there is something kept of a person, asked before anything that could open it is loaded. */
export const nameOf = (user: string): string => `senda-field-${user}`

/** undefined: the browser does not tell. */
export async function toldStore(user: string): Promise<boolean | undefined> {
  const all = await indexedDB.databases?.().catch(() => undefined)
  return all?.some(({ name }) => name === nameOf(user))
}

/** Where the browser does not tell, there may be. */
export const hasStore = async (user: string): Promise<boolean> => (await toldStore(user)) ?? true
