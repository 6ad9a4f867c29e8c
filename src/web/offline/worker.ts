/** Runs beside the pages of the staff app: keeps its files on the device, so that it opens without a network. Never an answer of the server. */
type Lasting = Event & { waitUntil: (work: Promise<unknown>) => void }
type Asking = Lasting & { request: Request; respondWith: (answer: Promise<Response>) => void }
type Client = { postMessage: (word: string) => void }
type Worker = {
  clients: { claim: () => Promise<void>; matchAll: () => Promise<Client[]> }
  skipWaiting: () => Promise<void>
  location: Location
}

declare const __FILES__: string[]
declare const __VERSION__: string
/** The files of this build that every start needs; screens and languages join them when they are first opened. */
const files = __FILES__
const home = '/app/'
const assets = '/app/assets/'
const cacheName = `senda-${__VERSION__}`
const worker = self as unknown as Worker

const on = <E extends Event>(name: string, hear: (event: E) => void) => addEventListener(name, hear as (event: Event) => void)

on<Lasting>('install', (event) => {
  event.waitUntil(takeIn())
})

/** All or nothing: a build that cannot be had whole leaves the one before in its place. */
async function takeIn(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll([home, ...files])
  await worker.skipWaiting()
}

on<Lasting>('activate', (event) => {
  event.waitUntil(takeOver())
})

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('senda-') && name !== cacheName).map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** A page names what it loaded before this worker listened. */
on<MessageEvent & Lasting>('message', (event) => {
  const asked: unknown = event.data
  if (!Array.isArray(asked)) return
  const paths = asked.filter((path): path is string => typeof path === 'string' && path.startsWith(assets))
  event.waitUntil(caches.open(cacheName).then((cache) => Promise.allSettled(paths.map((path) => addMissing(cache, path)))))
})

const addMissing = async (cache: Cache, path: string): Promise<void> => ((await cache.match(path)) ? undefined : cache.add(path))

/** The line is back: whoever is open sends. Without a window nobody could: what is kept opens only with a PIN. */
on<Lasting>('sync', (event) => {
  event.waitUntil(tellWindows())
})

async function tellWindows(): Promise<void> {
  for (const window of await worker.clients.matchAll()) window.postMessage('send')
}

on<Asking>('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (request.mode === 'navigate' && url.pathname.startsWith(home)) event.respondWith(page(request))
  else if (url.pathname.startsWith(assets)) event.respondWith(asset(event))
})

/** As long as anybody waits for a page to open. */
const patience = 4000

/** The newest build where the server is there; the kept one where it is not, or where somebody on the way says so in its place. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match(home)
  if (!kept) return fetch(request)
  const tooLong = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience))
  const heard = await Promise.race([fetch(request).catch(() => undefined), tooLong])
  return heard && heard.status < 500 ? heard : kept
}

/** Its name says what is in it: once here, it need not be asked for again. */
async function asset(event: Asking): Promise<Response> {
  const { request } = event
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  // A full device shows it all the same.
  if (answer.ok) event.waitUntil(keep(request, answer.clone()).catch(() => undefined))
  return answer
}

const keep = async (request: Request, answer: Response): Promise<void> => (await caches.open(cacheName)).put(request, answer)
