/** Measures for Prometheus: requests by route, connections of the pool, the event loop, and what the modules count. */
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Env } from '../http.ts'
import { log } from '../log.ts'

/** A number that a module counts when asked, by label: imports by state. */
export type Measure = { name: string; help: string; label: string; read: () => Promise<Record<string, number>> }

export type Meter = ReturnType<typeof meter>

export function meter(pool: Pool, measures: Measure[]) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'senda_' })
  const requests = new Histogram({
    name: 'senda_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  gauge(registry, {
    name: 'senda_database_connections',
    help: 'Connections of this process',
    label: 'state',
    read: async () => connectionsOf(pool),
  })
  for (const measure of measures) gauge(registry, measure)
  return { requests, text: () => registry.metrics(), type: registry.contentType }
}

const connectionsOf = (pool: Pool) => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount })

function gauge(registry: Registry, { name, help, label, read }: Measure): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      this.reset()
      for (const [value, count] of Object.entries(await read())) this.set({ [label]: value }, count)
    },
  })
}

/** Times each answer and writes its line: the route, not the address, for addresses can name people. */
export const observe = ({ requests }: Meter) =>
  createMiddleware<Env>(async (c, next) => {
    const began = performance.now()
    await next()
    const seconds = (performance.now() - began) / 1000
    const route = routePath(c)
    requests.observe({ method: c.req.method, route, status: c.res.status }, seconds)
    log.info(
      { requestId: c.get('requestId'), method: c.req.method, route, status: c.res.status, ms: Math.round(seconds * 1000) },
      'request',
    )
  })
