/** How a device keeps what nobody else may read: a random key for the data, wrapped by the PIN and by a key that never leaves this device. */

export const iterations = 600_000
type Bytes = Uint8Array<ArrayBuffer>

/** Kept beside the data. Opens only with the PIN, on the device where `deviceKey` lives: copied files and a guessed PIN are not enough. */
export type Lock = { salt: Bytes; iterations: number; deviceKey: CryptoKey; wrapped: Sealed }
export type Sealed = { iv: Bytes; data: Bytes }

const subtle = () => globalThis.crypto.subtle
const random = (bytes: number): Bytes => crypto.getRandomValues(new Uint8Array(bytes))
const text = new TextEncoder()

export const isPin = (pin: string): boolean => /^\d{6,12}$/.test(pin)

export async function makeLock(pin: string, rounds = iterations): Promise<{ lock: Lock; key: CryptoKey }> {
  const salt = random(16)
  const deviceKey = await subtle().generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
  const raw = random(32)
  const wrapped = await encrypt(await wrapping(pin, salt, rounds, deviceKey), 'key', raw)
  return { lock: { salt, iterations: rounds, deviceKey, wrapped }, key: await dataKey(raw) }
}

/** The key of the data; undefined: a wrong PIN. */
export async function openLock(lock: Lock, pin: string): Promise<CryptoKey | undefined> {
  const raw = await decrypt(await wrapping(pin, lock.salt, lock.iterations, lock.deviceKey), 'key', lock.wrapped)
  return raw && dataKey(raw)
}

/** The PIN, made slow to guess, then turned by the key of the device. */
async function wrapping(pin: string, salt: Bytes, rounds: number, deviceKey: CryptoKey): Promise<CryptoKey> {
  const typed = await subtle().importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits'])
  const stretched = await subtle().deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, typed, 256)
  return dataKey(await subtle().sign('HMAC', deviceKey, stretched))
}

const dataKey = (raw: BufferSource) => subtle().importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** `where` is sealed with it: a record put in another's place does not open. */
async function encrypt(key: CryptoKey, where: string, content: BufferSource): Promise<Sealed> {
  const iv = random(12)
  const data = await subtle().encrypt({ name: 'AES-GCM', iv, additionalData: text.encode(where) }, key, content)
  return { iv, data: new Uint8Array(data) }
}

async function decrypt(key: CryptoKey, where: string, { iv, data }: Sealed): Promise<ArrayBuffer | undefined> {
  try {
    return await subtle().decrypt({ name: 'AES-GCM', iv, additionalData: text.encode(where) }, key, data)
  } catch {
    return undefined
  }
}

export const seal = (key: CryptoKey, where: string, value: unknown): Promise<Sealed> =>
  encrypt(key, where, text.encode(JSON.stringify(value)))

export async function unseal<V>(key: CryptoKey, where: string, sealed: Sealed): Promise<V> {
  return JSON.parse(new TextDecoder().decode(await opened(key, where, sealed))) as V
}

export const sealBytes = encrypt

export async function opened(key: CryptoKey, where: string, sealed: Sealed): Promise<ArrayBuffer> {
  const content = await decrypt(key, where, sealed)
  if (!content) throw new Error(`${where} does not open: it was changed or belongs elsewhere`)
  return content
}
