/** Listens, and stops in order: no new requests, those under way are finished, nobody waits for ever. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type HttpBindings, serve } from '@hono/node-server'
import { Problem } from '../problem.ts'

export type Listening = { address: string; stop: (patienceMs?: number) => Promise<void> }
type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>

/** A large workbook on a slow line takes minutes; a head that dawdles is no workbook. */
const serverOptions = {
  requestTimeout: 15 * 60_000,
  headersTimeout: 20_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
}

export async function listen(fetch: Fetch, port: number, hostname: string): Promise<Listening> {
  const server = await new Promise<Server>((resolve, reject) => {
    const made = serve(
      { fetch: (request, env) => fetch(request, env as HttpBindings), port, hostname, createServer, serverOptions },
      () => resolve(made as Server),
    )
    made.on('error', (error: NodeJS.ErrnoException) =>
      reject(new Problem(503, 'core/cannot-listen', { port, host: hostname, reason: error.code ?? error.message })),
    )
  })
  server.on('request', (request, answer) => {
    if (!server.listening) answer.setHeader('connection', 'close')
    hearOut(request)
  })
  return { address: addressOf(server), stop: (patience = 10_000) => stop(server, patience) }
}

/**
 * Closing while somebody still sends resets the connection, and the answer is lost on its way (413: the sentence that says why).
 * Only our half is closed then; the rest is thrown away for a moment by the adapter, which closes the other half.
 */
function hearOut(request: IncomingMessage): void {
  const { socket } = request
  const destroySoon = Object.getPrototypeOf(socket).destroySoon as () => void
  socket.destroySoon = () => {
    if (request.complete) destroySoon.call(socket)
    else socket.end()
  }
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  const host = address === '0.0.0.0' || address === '::' ? 'localhost' : family === 'IPv6' ? `[${address}]` : address
  return `http://${host}:${port}`
}

async function stop(server: Server, patience: number): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  await ended
  clearInterval(idle)
  clearTimeout(late)
}
