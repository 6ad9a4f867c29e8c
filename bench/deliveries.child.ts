/** Sends bodies over as many kept connections as there are clients, each waiting for its answer; prints seconds, milliseconds of the slow and what was recorded. */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

const [address = '', key = '', file = '', clients = '16'] = process.argv.slice(2)
const bodies = readFileSync(file, 'utf8').trim().split('\n')
const agent = new Agent({ keepAlive: true, maxSockets: Number(clients) })
const taken: number[] = []
let at = 0
let recorded = 0

const send = (body: string): Promise<string> =>
  new Promise((done, failed) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const asked = request(`${address}/api/deliveries`, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => done(Buffer.concat(parts).toString()))
    })
    asked.on('error', failed)
    asked.end(body)
  })

async function client(): Promise<void> {
  while (at < bodies.length) {
    const body = bodies[at++]!
    const began = performance.now()
    const answer = await send(body)
    taken.push(performance.now() - began)
    recorded += answer.split('"outcome":"recorded"').length - 1
  }
}

const began = performance.now()
await Promise.all(Array.from({ length: Number(clients) }, client))
const seconds = (performance.now() - began) / 1000
taken.sort((a, b) => a - b)
process.stdout.write(JSON.stringify({ seconds, recorded, p95: taken[Math.ceil(taken.length * 0.95) - 1] }))
agent.destroy()
