/** Names of services and sites, as the pages so far brought them. */
export type Names = { service: (id: number) => string; site: (id: string | null) => string }
