/** One real PostgreSQL for all tests: the one of DATABASE_URL, else an embedded one in a temporary folder. */
export default async function setup() {
  if (!process.env.DATABASE_URL) throw new Error('set DATABASE_URL until core/postgres.ts stands')
}
