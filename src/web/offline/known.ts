/** An answer of the server; where it cannot be reached, or lets one wait, the last one that this device heard. */
export const known =
  <A>(name: string, ask: () => Promise<A>) =>
  async (): Promise<A> => {
    const asked = ask()
    // A device without such a database shows the same screens, as long as there is a network.
    const here = import('./answers.ts').then(({ lastOf }) => lastOf(name, asked)).catch(() => asked)
    return Promise.race([asked.catch(() => here), here])
  }
